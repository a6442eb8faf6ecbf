// A vase on a banding wheel. What turns with it (glaze edge, speckles, twig, marks on the wheel) lives on the round body
// as angle and height and is projected each time; light and shade belong to the room and stand still.
import { element, randomFrom, wave } from './drawing.js'

const centre = 570, foot = 676, tilt = 0.13, turns = 3
const profile = [[0, 46], [8, 54], [40, 70], [78, 78], [104, 72], [128, 52], [148, 28], [166, 19], [186, 18], [206, 24]]
const top = 206

/** Radius of the body at a height above its foot, smooth between the given points. */
function radiusAt(height) {
  const i = Math.min(profile.findIndex(([h]) => h >= height) || 1, profile.length - 1)
  const [[h0, r0], [h1, r1]] = [profile[i - 1], profile[i]]
  const before = profile[i - 2] ?? profile[i - 1], after = profile[i + 1] ?? profile[i]
  const u = (height - h0) / (h1 - h0)
  const m0 = ((r1 - before[1]) / (h1 - before[0])) * (h1 - h0), m1 = ((after[1] - r0) / (after[0] - h0)) * (h1 - h0)
  return (2 * u ** 3 - 3 * u ** 2 + 1) * r0 + (u ** 3 - 2 * u ** 2 + u) * m0 + (-2 * u ** 3 + 3 * u ** 2) * r1 + (u ** 3 - u ** 2) * m1
}

const point = (angle, height, radius = radiusAt(height)) =>
  [centre + radius * wave(angle), foot - height + tilt * radius * wave(angle + 0.25)]
const polyline = points => points.map(([x, y]) => `${x.toFixed(2)} ${y.toFixed(2)}`).join('L')
const steps = (from, to, count) => Array.from({ length: count + 1 }, (_, i) => from + ((to - from) * i) / count)

function outline() {
  const right = steps(0, top, 60).map(h => [centre + radiusAt(h), foot - h])
  const left = right.map(([x, y]) => [2 * centre - x, y]).reverse()
  return `M${polyline(right)}A24 5 0 0 0 ${centre - 24} ${foot - top}L${polyline(left)}A46 7 0 0 0 ${centre + 46} ${foot}Z`
}

const glazeEdge = angle => 76 + 9 * wave(3 * angle) + 7 * wave(5 * angle + 0.2) + 4 * wave(8 * angle + 0.6)

const random = randomFrom(3)
const speckles = Array.from({ length: 20 }, () => ({ angle: random(), height: 12 + random() * 180, size: 1.6 + random() * 1.2 }))
const berries = [
  { angle: 0, reach: 50, height: 350, from: 250 }, { angle: 0.3, reach: 42, height: 322, from: 238 }, { angle: 0.62, reach: 56, height: 334, from: 244 },
  { angle: 0.82, reach: 36, height: 372, from: 270 }, { angle: 0.45, reach: 26, height: 362, from: 280 }, { angle: 0.15, reach: 34, height: 296, from: 230 },
  { angle: 0.75, reach: 40, height: 290, from: 226 }, { angle: 0.5, reach: 6, height: 384, from: 290 },
]

const faces = angle => wave(angle + 0.25)

function twig(spin) {
  const made = element('g')
  const stem = height => [centre + (height - 206) * 0.08 * wave(spin + 0.1), foot - height]
  const projected = berries.map(b => ({ ...b, depth: faces(b.angle + spin), tip: point(b.angle + spin, b.height, b.reach), root: stem(b.from) }))
  const shoots = projected.map(({ tip: [x, y], root: [rx, ry] }) => `M${rx} ${ry}Q${rx + (x - rx) * 0.3} ${y + (ry - y) * 0.35} ${x} ${y}`).join('')
  made.append(element('path', { d: `M${stem(196)}L${stem(290)}`, stroke: '#6d4a33', 'stroke-width': 4.5, 'stroke-linecap': 'round' }))
  made.append(element('path', { d: shoots, fill: 'none', stroke: '#6d4a33', 'stroke-width': 2.8, 'stroke-linecap': 'round' }))
  for (const { tip: [cx, cy], depth } of projected.sort((a, b) => a.depth - b.depth)) {
    const r = 7.2 + 0.9 * depth
    made.append(element('circle', { cx, cy, r, fill: depth < 0 ? '#98301f' : '#b93a28' }), element('circle', { cx: cx - 2.4, cy: cy - 2.6, r: 2, fill: '#fff', 'fill-opacity': 0.5 }))
  }
  return made
}

function body(spin) {
  const made = element('g', { 'clip-path': 'url(#turning-body)' })
  const edge = steps(-0.25, 0.25, 90).map(a => point(a, glazeEdge(a - spin)))
  const glaze = `M${polyline(edge)}L680 440H460Z`
  made.append(element('path', { d: 'M460 440H680V700H460z', fill: '#bb6440' }), element('path', { d: glaze, fill: '#62788a' }))
  made.append(element('path', { d: `M${polyline(edge)}`, fill: 'none', stroke: '#34424e', 'stroke-opacity': 0.5, 'stroke-width': 3.5 }))
  for (const { angle, height, size } of speckles) {
    const facing = faces(angle + spin)
    if (facing <= 0.05) continue
    const [cx, cy] = point(angle + spin, height)
    const onGlaze = height > glazeEdge(angle)
    made.append(element('ellipse', { cx, cy, rx: size * facing, ry: size, fill: onGlaze ? '#dfe6ea' : '#6d3519', 'fill-opacity': 0.55 }))
  }
  return made
}

function light() {
  const made = element('g', { 'clip-path': 'url(#turning-body)', fill: 'none', 'stroke-linecap': 'round' })
  made.append(
    element('path', { d: 'M584 460C580 540 622 560 616 616C612 650 600 670 590 690H680V460z', fill: '#2a1a14', 'fill-opacity': 0.11 }),
    element('path', { d: 'M590 460C588 540 642 556 636 612C632 646 618 668 606 690H680V460z', fill: '#2a1a14', 'fill-opacity': 0.15 }),
    element('path', { d: 'M506 606C507 588 518 576 530 568', stroke: '#fff', 'stroke-opacity': 0.6, 'stroke-width': 8 }),
    element('path', { d: 'M559 484C560 494 561 502 560 510', stroke: '#fff', 'stroke-opacity': 0.6, 'stroke-width': 4.5 }),
  )
  return made
}

function lip() {
  const made = element('g')
  const cy = foot - top
  made.append(element('ellipse', { cx: centre, cy, rx: 24, ry: 6, fill: '#8ea3b1' }), element('ellipse', { cx: centre, cy, rx: 17.5, ry: 3.4, fill: '#2f3a44' }))
  return made
}

function marks(spin) {
  const made = element('g', { fill: '#c9a27c' })
  for (const angle of steps(0, 1, 12).slice(1)) {
    const facing = faces(angle + spin)
    if (facing <= 0.05) continue
    made.append(element('rect', { x: centre + 98 * wave(angle + spin) - 4 * facing, y: foot + 6 + 13 * facing, width: 8 * facing, height: 5 }))
  }
  return made
}

/** The banding wheel under the vase; only the marks on its edge turn. */
export function drawWheel(into) {
  document.getElementById('turning-outline').setAttribute('d', outline())
  into.innerHTML = `
    <path d="M534 690H606L614 716Q570 724 526 716Z" fill="#2f2621"/>
    <path d="M472 676A98 15 0 0 0 668 676V686A98 15 0 0 1 472 686Z" fill="#3a2e28"/>
    <ellipse cx="570" cy="676" rx="98" ry="15" fill="#5a483e"/><ellipse cx="578" cy="678" rx="60" ry="8" fill="#2f2621" fill-opacity=".5"/>`
}

/** Draws the vase as it stands at the moment `t` of the loop, 0 to 1. */
export function turnVase(into, t) {
  const spin = turns * t
  into.replaceChildren(marks(spin), body(spin), light(), lip(), twig(spin))
}
