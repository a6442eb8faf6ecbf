// Everything that moves is a function of `t`, the part of the loop that has passed (0 to 1). Each motion makes a whole
// number of turns per loop, so the last frame runs into the first.
import { turnVase, drawWheel } from './turning-vase.js'
import { element, randomFrom, wave } from './drawing.js'

const pieces = ['teapot', 'mug', 'bowl', 'plate', 'vase', 'planter', 'candle-holder', 'spoon-rest']
const byId = id => document.getElementById(id)

async function loadPieces() {
  for (const name of pieces) {
    const text = await (await fetch(`../../LiveShop.Local/SampleData/images/${name}.svg`)).text()
    const svg = new DOMParser().parseFromString(text, 'image/svg+xml')
    byId('piece-defs').append(...svg.querySelectorAll('clipPath'), svg.getElementById(name))
  }
  for (const place of document.querySelectorAll('[data-piece]')) {
    const [x, y, scale] = place.dataset.at.split(' ').map(Number)
    // All pieces stand at (300, 505) of their own 600 by 600 picture.
    place.setAttribute('transform', `translate(${x - 300 * scale} ${y - 505 * scale}) scale(${scale})`)
    place.append(element('use', { href: `#${place.dataset.piece}` }))
  }
}

const random = randomFrom(7)

const flakes = Array.from({ length: 40 }, () => ({
  x: 330 + random() * 480, start: random(), falls: random() < 0.5 ? 2 : 3, sway: 6 + random() * 10, phase: random(),
  dot: byId('snow').appendChild(element('circle', { r: (1.4 + random() * 2.2).toFixed(1) })),
}))

function snow(t, camera) {
  for (const { x, start, falls, sway, phase, dot } of flakes) {
    dot.setAttribute('cx', x + sway * wave(3 * t + phase) + camera * 0.12)
    dot.setAttribute('cy', 130 + ((start + falls * t) % 1) * 410)
  }
}

const bulbs = Array.from({ length: 30 }, (_, i) => {
  const x = -40 + i * 44
  const y = 118 + 34 * Math.sin(Math.PI * (((x + 40) % 264) / 264))
  const at = { cx: x, cy: y + 9 }
  return {
    phase: random(),
    halo: byId('lights').appendChild(element('circle', { ...at, r: 15, fill: '#ffd98a' })),
    glass: byId('lights').appendChild(element('circle', { ...at, r: 5.5, fill: '#ffe9b8' })),
    x, y,
  }
})

function hangLights() {
  const wire = bulbs.map(({ x, y }, i) => `${i ? 'L' : 'M'}${x} ${y.toFixed(1)}`).join('')
  byId('lights').prepend(element('path', { d: wire, fill: 'none', stroke: '#4a2c20', 'stroke-width': 3, 'stroke-linejoin': 'round' }))
}

function twinkle(t) {
  for (const { phase, halo } of bulbs) halo.setAttribute('fill-opacity', 0.2 + 0.12 * wave(4 * t + phase))
}

const wisps = [
  { x: 70, y: 548, height: 1, phase: 0 }, { x: 78, y: 546, height: 0.75, phase: 0.4 },
  { x: 376, y: 606, height: 0.75, phase: 0.15 }, { x: 402, y: 606, height: 0.9, phase: 0.7 },
].map(wisp => ({ ...wisp, path: byId('steams').appendChild(element('path', { transform: `translate(${wisp.x} ${wisp.y}) scale(${wisp.height})` })) }))

function steam(t) {
  for (const { phase, path } of wisps) {
    const left = [], right = []
    for (let i = 0; i <= 24; i++) {
      const s = i / 24
      const x = 26 * s * wave(1.1 * s - 8 * t + phase) + 10 * s * wave(2.3 * s - 12 * t + 2 * phase)
      const half = 1.5 + 11 * Math.sin(Math.PI * s) ** 0.7 * (0.75 + 0.25 * wave(1.7 * s - 8 * t + phase))
      left.push(`${(x - half).toFixed(2)} ${(-170 * s).toFixed(1)}`)
      right.unshift(`${(x + half).toFixed(2)} ${(-170 * s).toFixed(1)}`)
    }
    path.setAttribute('d', `M${left.join('L')}L${right.join('L')}Z`)
  }
}

const reach = [176, 134, 96, 62]
const halos = reach.map(r => byId('glow').appendChild(element('circle', { cx: 764, cy: 462, r, 'fill-opacity': 0.07 })))

function candle(t) {
  const flicker = 0.6 * wave(19 * t) + 0.4 * wave(31 * t + 0.3)
  const lean = 3 * wave(7 * t) + 1.5 * wave(13 * t + 0.2)
  const flame = byId('candle-holder-flame')
  flame.setAttribute('transform', `translate(280 160) skewX(${lean.toFixed(2)}) scale(1 ${(1 + 0.06 * flicker).toFixed(3)}) translate(-280 -160)`)
  halos.forEach((halo, i) => halo.setAttribute('r', reach[i] * (1 + 0.02 * wave(5 * t + i / 3))))
}

// Left edge of the view at moments of the loop: teapot, vase, candle, and back. It rests at each.
const middle = 320
const stops = [[0, 0], [3 / 24, 0], [7 / 24, 300], [11 / 24, 300], [15 / 24, 640], [18 / 24, 640], [1, 0]]

function cameraAt(t) {
  const next = stops.findIndex(([at]) => at > t)
  const [from, x0] = stops[next - 1], [to, x1] = stops[next]
  const u = (t - from) / (to - from)
  return x0 + (x1 - x0) * u ** 3 * (u * (6 * u - 15) + 10)
}

function look(t) {
  // Whole pixels of the picture: edges stay sharp and cost the encoder little.
  const camera = Math.round(cameraAt(t) * devicePixelRatio) / devicePixelRatio
  byId('world').setAttribute('transform', `translate(${-camera.toFixed(2)} 0)`)
  byId('moon').setAttribute('transform', `translate(${(camera - middle) * 0.3} 0)`)
  byId('far').setAttribute('transform', `translate(${(camera - middle) * 0.2} 0)`)
  byId('middle').setAttribute('transform', `translate(${(camera - middle) * 0.12} 0)`)
  return camera
}

/** Draws the moment `t` of the loop, 0 to 1. */
export function draw(t) {
  snow(t, look(t) - middle)
  twinkle(t)
  steam(t)
  candle(t)
  turnVase(byId('turning'), t)
}

await loadPieces()
hangLights()
drawWheel(byId('wheel'))
window.draw = draw
draw(0)

// Opened by hand in a browser, it plays.
const seconds = Number(new URLSearchParams(location.search).get('play'))
if (seconds) requestAnimationFrame(function next(now) {
  draw((now / 1000 / seconds) % 1)
  requestAnimationFrame(next)
})
