// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest'
import { isHls } from './mediaType'

const answering = (type: string) => vi.fn(() => Promise.resolve(new Response('', { headers: { 'content-type': type } })))

it.each([
  ['https://cdn.test/live/index.m3u8?token=1', true],
  ['https://cdn.test/clip.mp4', false],
  ['/clip.WEBM', false],
])('isHls knows %s by its extension', async (url, hls) => {
  const fetcher = answering('text/plain')
  expect(await isHls(url, fetcher)).toBe(hls)
  expect(fetcher).not.toHaveBeenCalled()
})

it.each([
  ['application/vnd.apple.mpegurl', true],
  ['application/x-mpegURL; charset=utf-8', true],
  ['audio/mpegurl', true],
  ['video/mp4', false],
  ['text/html', false],
])('isHls asks the server of an address without an extension: %s', async (type, hls) => {
  expect(await isHls('https://cdn.test/live/tonight', answering(type))).toBe(hls)
})

it('isHls takes an address for a file when the server cannot be asked', async () => {
  expect(await isHls('https://cdn.test/live', () => Promise.reject(new TypeError('CORS')))).toBe(false)
})
