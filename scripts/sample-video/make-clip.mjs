// Renders the scene frame by frame and writes the clip as HLS into LiveShop.Local/SampleData/video. See README.md.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, extname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openBrowser, openPage } from './browser.mjs'

const seconds = 24, framesPerSecond = 24, segmentSeconds = 4
const size = { width: 540, height: 960, scale: 4 / 3 }
const repository = fileURLToPath(new URL('../../', import.meta.url))
const sampleData = join(repository, 'LiveShop.Local', 'SampleData')
const video = join(sampleData, 'video')
const served = [join(repository, 'scripts', 'sample-video'), join(sampleData, 'images')]
const firstFrameAt = '2026-11-22T10:00:00.000Z'

const types = { '.html': 'text/html', '.js': 'text/javascript', '.svg': 'image/svg+xml' }

async function serve() {
  const server = createServer(async (request, response) => {
    const path = resolve(repository, `.${new URL(request.url, 'http://localhost').pathname}`)
    const body = served.includes(dirname(path)) ? await readFile(path).catch(() => null) : null
    response.writeHead(body ? 200 : 404, { 'Content-Type': types[extname(path)] ?? 'application/octet-stream' }).end(body)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return server
}

/** Starts ffmpeg, which reads PNG pictures from its standard input; `finished` rejects when it fails. */
function startEncoder(folder) {
  const keyEvery = String(segmentSeconds * framesPerSecond)
  const ffmpeg = spawn('ffmpeg', [
    '-hide_banner', '-loglevel', 'error', '-y',
    '-f', 'image2pipe', '-framerate', String(framesPerSecond), '-c:v', 'png', '-i', '-',
    '-f', 'lavfi', '-i', 'anullsrc=channel_layout=mono:sample_rate=48000',
    '-map', '0:v', '-map', '1:a', '-t', String(seconds),
    '-vf', 'scale=out_color_matrix=bt709:out_range=tv,format=yuv420p',
    '-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv',
    '-c:v', 'libx264', '-profile:v', 'main', '-level', '3.1', '-preset', 'veryslow', '-tune', 'animation', '-crf', '34',
    '-bf', '3', '-rc-lookahead', keyEvery, '-g', keyEvery, '-keyint_min', keyEvery, '-sc_threshold', '0',
    '-c:a', 'aac', '-b:a', '32k', '-map_metadata', '-1', '-fflags', '+bitexact', '-flags:v', '+bitexact', '-flags:a', '+bitexact',
    '-f', 'hls', '-hls_time', String(segmentSeconds), '-hls_playlist_type', 'vod', '-hls_flags', 'independent_segments',
    '-hls_segment_type', 'fmp4', '-hls_fmp4_init_filename', 'init.mp4', '-hls_segment_filename', 'segment-%d.mp4', 'index.m3u8',
  ], { cwd: folder, stdio: ['pipe', 'inherit', 'inherit'] })
  const finished = new Promise((resolve, reject) => {
    ffmpeg.once('error', error => reject(new Error(`ffmpeg did not start: ${error.message}`)))
    ffmpeg.once('close', code => code === 0 ? resolve() : reject(new Error(`ffmpeg ended with ${code}`)))
  })
  // `finished` reports a broken pipe, after ffmpeg has printed its reason.
  ffmpeg.stdin.on('error', () => {})
  return { pictures: ffmpeg.stdin, finished }
}

/** Replaces the old clip, once the new one is complete. */
async function replaceClip(folder) {
  const old = (await readdir(video)).filter(name => /^(index\.m3u8|init\.mp4|segment-\d+\.mp4)$/.test(name))
  await Promise.all(old.map(name => rm(join(video, name))))
  await cp(folder, video, { recursive: true })
}

/** Dates the first segment, from which players derive the others; ffmpeg would write the time of encoding. */
async function dateFirstSegment(folder) {
  const playlist = join(folder, 'index.m3u8')
  const text = await readFile(playlist, 'utf8')
  await writeFile(playlist, text.replace('#EXTINF', `#EXT-X-PROGRAM-DATE-TIME:${firstFrameAt}\n#EXTINF`))
}

async function renderInto(pictures, page) {
  const frames = seconds * framesPerSecond
  for (let frame = 0; frame < frames; frame++) {
    await page.run(`draw(${frame / frames})`)
    if (!pictures.write(await page.screenshot())) await once(pictures, 'drain')
    if (frame % framesPerSecond === 0) process.stdout.write(`\r${frame / framesPerSecond} of ${seconds} s`)
  }
  process.stdout.write('\n')
  pictures.end()
}

const server = await serve()
const browser = await openBrowser()
const folder = await mkdtemp(join(tmpdir(), 'clip-'))
try {
  const page = await openPage(browser, `http://127.0.0.1:${server.address().port}/scripts/sample-video/scene.html`, size)
  const { pictures, finished } = startEncoder(folder)
  await Promise.race([renderInto(pictures, page), finished])
  await finished
  await dateFirstSegment(folder)
  await replaceClip(folder)
} finally {
  await browser.close()
  server.close()
  await rm(folder, { recursive: true, force: true })
}
