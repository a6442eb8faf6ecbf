// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest'
import { playVideo } from './playVideo'

type Handler = (event: string, data: { fatal: boolean; type: string; details: string }) => void

const { created } = vi.hoisted(() => ({ created: [] as FakeHls[] }))

class FakeHls {
  static supported = true
  static isSupported = () => FakeHls.supported
  static Events = { ERROR: 'error', FRAG_LOADING: 'fragLoading' }
  static ErrorTypes = { MEDIA_ERROR: 'media', NETWORK_ERROR: 'network' }
  static ErrorDetails = { FRAG_PARSING_ERROR: 'parsing', BUFFER_APPEND_ERROR: 'append' }
  liveSyncPosition: number | null = 42
  recoverMediaError = vi.fn()
  destroy = vi.fn()
  loadSource = vi.fn()
  attachMedia = vi.fn()
  private readonly handlers = new Map<string, Handler>()

  constructor(readonly config: { maxBufferLength: number }) {
    created.push(this)
  }

  on(event: string, handler: Handler): void {
    this.handlers.set(event, handler)
  }

  fail(type: string, fatal = true, details = ''): void {
    this.handlers.get('error')?.('error', { fatal, type, details })
  }

  loadSegments(count: number): void {
    for (let segment = 0; segment < count; segment++) this.handlers.get('fragLoading')?.('fragLoading', { fatal: false, type: '', details: '' })
  }
}

vi.mock('hls.js', () => ({ get default() { return FakeHls } }))
vi.mock('hls.js/dist/hls.worker.js?url', () => ({ default: '/worker.js' }))

let video: HTMLVideoElement
const onFailed = vi.fn()
beforeEach(() => {
  created.length = 0
  FakeHls.supported = true
  onFailed.mockReset()
  video = document.createElement('video')
  video.canPlayType = () => 'maybe'
})

async function hls(): Promise<FakeHls> {
  await playVideo(video, '/live.m3u8', onFailed)
  const player = created[0]
  if (!player) throw new Error('hls.js was not used.')
  return player
}

it('HLS is played by hls.js although the browser says that it may play it', async () => {
  expect((await hls()).loadSource).toHaveBeenCalledWith('/live.m3u8')
})

it('HLS is played natively where hls.js is not supported', async () => {
  FakeHls.supported = false
  await playVideo(video, '/live.m3u8', onFailed)
  expect([created.length, video.src.endsWith('/live.m3u8')]).toEqual([0, true])
})

it('media that cannot be decoded is recovered twice, and then it is the end', async () => {
  const player = await hls()
  for (let error = 0; error < 5; error++) player.fail('media')
  expect(player.recoverMediaError).toHaveBeenCalledTimes(2)
  expect(onFailed.mock.calls[0]).toEqual(['unplayable'])
  expect(player.destroy).toHaveBeenCalled()
})

it('media that cannot be decoded is not recovered after five segments', async () => {
  const player = await hls()
  player.loadSegments(5)
  player.fail('media')
  expect([player.recoverMediaError.mock.calls.length, onFailed.mock.calls]).toEqual([0, [['unplayable']]])
})

it('media that cannot be parsed is given up, although hls.js would fetch it again', async () => {
  const player = await hls()
  player.loadSegments(2)
  player.fail('media', false, 'parsing')
  expect(onFailed).not.toHaveBeenCalled()
  player.loadSegments(2)
  player.fail('media', false, 'parsing')
  expect([onFailed.mock.calls, player.destroy.mock.calls.length]).toEqual([[['unplayable']], 1])
})

it('one spoilt segment does not end a video that played', async () => {
  const player = await hls()
  player.loadSegments(9)
  video.dispatchEvent(new Event('timeupdate'))
  player.fail('media', false, 'parsing')
  player.fail('media')
  expect([player.recoverMediaError.mock.calls.length, onFailed.mock.calls]).toEqual([1, []])
})

it('a buffer that runs empty before the video plays does not end it', async () => {
  const player = await hls()
  player.loadSegments(4)
  player.fail('media', false, 'bufferStalledError')
  expect(onFailed).not.toHaveBeenCalled()
})

it('little is fetched until the video plays', async () => {
  const player = await hls()
  expect(player.config.maxBufferLength).toBe(6)
  video.dispatchEvent(new Event('playing'))
  expect(player.config.maxBufferLength).toBe(30)
})

it('a playlist that is not there can be tried again', async () => {
  const player = await hls()
  player.fail('network')
  expect([onFailed.mock.calls, player.destroy.mock.calls.length]).toEqual([[['unreachable']], 1])
})

it('an error that hls.js handles itself is no failure', async () => {
  (await hls()).fail('network', false)
  expect(onFailed).not.toHaveBeenCalled()
})

it('going to the live edge skips what was missed, and never goes back', async () => {
  const player = await playVideo(video, '/live.m3u8', onFailed)
  player.toLiveEdge()
  expect(video.currentTime).toBe(42)
  video.currentTime = 50
  player.toLiveEdge()
  expect(video.currentTime).toBe(50)
})
