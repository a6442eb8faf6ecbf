// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { playVideo, type PlaybackFailure } from './playVideo'
import VideoPlayer from './VideoPlayer.vue'

vi.mock('./playVideo', () => ({ playVideo: vi.fn() }))

const stop = vi.fn()
const toLiveEdge = vi.fn()
let fail: (failure?: PlaybackFailure) => void

beforeEach(() => {
  stop.mockReset()
  toLiveEdge.mockReset()
  vi.mocked(playVideo).mockReset().mockImplementation((_video, _url, onFailed) => {
    fail = (failure = 'unreachable') => { onFailed(failure) }
    return Promise.resolve({ stop, toLiveEdge })
  })
})

const show = (props = {}) =>
  mount(VideoPlayer, { props: { src: '/clip.m3u8', poster: '/poster.svg', title: 'Winter table', connected: true, ...props } })

it('the video player shows the poster without a video', () => {
  const player = show({ src: null })
  expect(player.find('video').exists()).toBe(false)
  expect(player.get('img.video').attributes('src')).toBe('/poster.svg')
  expect(playVideo).not.toHaveBeenCalled()
})

it('the video player starts muted and can be unmuted', async () => {
  const player = show()
  await flushPromises()
  const video = player.get<HTMLVideoElement>('video').element
  expect(video.muted).toBe(true)
  await player.get('[aria-label="Turn the sound on"]').trigger('click')
  expect(video.muted).toBe(false)
})

it('the video player reports a failure and can retry', async () => {
  const player = show()
  await flushPromises()
  fail()
  await flushPromises()
  expect(player.text()).toContain('The video cannot be played right now.')
  await player.get('.notice button').trigger('click')
  expect(playVideo).toHaveBeenCalledTimes(2)
})

it('the video player reports a start that takes too long, until it plays', async () => {
  vi.useFakeTimers()
  const player = show()
  await vi.advanceTimersByTimeAsync(9_000)
  expect(player.text()).toContain('The video cannot be played right now.')
  await player.get('video').trigger('playing')
  expect(player.text()).not.toContain('cannot be played')
  vi.useRealTimers()
})

it('the video player retries when the connection is back', async () => {
  const player = show()
  await flushPromises()
  fail()
  await player.setProps({ connected: false })
  await player.setProps({ connected: true })
  await flushPromises()
  expect(playVideo).toHaveBeenCalledTimes(2)
  await player.get('video').trigger('playing')
  expect(player.text()).not.toContain('cannot be played')
})

it('the video player plays a new video and stops the previous one', async () => {
  const player = show()
  await flushPromises()
  await player.setProps({ src: '/other.m3u8' })
  await flushPromises()
  expect(stop).toHaveBeenCalledTimes(1)
  expect(vi.mocked(playVideo).mock.lastCall?.[1]).toBe('/other.m3u8')
})

it('the video player reports that hls.js could not be loaded', async () => {
  vi.mocked(playVideo).mockRejectedValue(new Error('offline'))
  const player = show()
  await flushPromises()
  expect(player.text()).toContain('The video cannot be played right now.')
})

it('the video player has a play button when autoplay is blocked', async () => {
  const player = show()
  await flushPromises()
  const video = player.get<HTMLVideoElement>('video').element
  vi.spyOn(video, 'play').mockRejectedValueOnce(new DOMException('Not without a press.', 'NotAllowedError')).mockResolvedValue()
  await player.get('video').trigger('canplay')
  await flushPromises()
  await player.get('[aria-label="Play the video"]').trigger('click')
  expect(video.play).toHaveBeenCalledTimes(2)
})

it('the video player stops a video that was still loading when it is unmounted', async () => {
  const player = show()
  player.unmount()
  await flushPromises()
  expect(stop).toHaveBeenCalledTimes(1)
})

describe('a video that is not there yet', () => {
  beforeEach(() => { vi.useFakeTimers() })
  afterEach(() => { vi.useRealTimers() })

  it('is tried again every 3 to 15 s until it plays', async () => {
    const player = show()
    await vi.advanceTimersByTimeAsync(0)
    for (let attempt = 1; attempt < 12; attempt++) {
      fail()
      await vi.advanceTimersByTimeAsync(2_900)
      expect(playVideo).toHaveBeenCalledTimes(attempt)
      expect(player.text()).toContain('The video cannot be played right now.')
      await vi.advanceTimersByTimeAsync(12_100)
      expect(playVideo).toHaveBeenCalledTimes(attempt + 1)
    }
    await player.get('video').trigger('playing')
    expect(player.text()).not.toContain('cannot be played')
    await vi.advanceTimersByTimeAsync(5_000)
    expect(playVideo).toHaveBeenCalledTimes(12)
    player.unmount()
  })

  it('is not tried again when this browser cannot decode it, except by a press', async () => {
    const player = show()
    await vi.advanceTimersByTimeAsync(0)
    fail('unplayable')
    await player.setProps({ connected: false })
    await player.setProps({ connected: true })
    await vi.advanceTimersByTimeAsync(120_000)
    expect(playVideo).toHaveBeenCalledTimes(1)
    await player.get('.notice button').trigger('click')
    expect(playVideo).toHaveBeenCalledTimes(2)
    player.unmount()
  })

  it('is not tried again after it was unmounted', async () => {
    const player = show()
    await vi.advanceTimersByTimeAsync(0)
    fail()
    player.unmount()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(playVideo).toHaveBeenCalledTimes(1)
  })
})

describe('a picture that stands still', () => {
  beforeEach(() => { vi.useFakeTimers() })
  afterEach(() => { vi.useRealTimers() })

  async function playing() {
    const player = show()
    await vi.advanceTimersByTimeAsync(0)
    const { element } = player.get<HTMLVideoElement>('video')
    let position = 0
    let paused = false
    Object.defineProperties(element, { currentTime: { get: () => position }, paused: { get: () => paused } })
    await player.get('video').trigger('playing')
    const move = async (seconds: number) => {
      for (let second = 0; second < seconds; second++) {
        position++
        await vi.advanceTimersByTimeAsync(1_000)
      }
    }
    return { player, move, pause: () => { paused = true } }
  }

  it('is said after 8 s, and the video goes to the live edge when it moves again', async () => {
    const { player, move } = await playing()
    await move(20)
    expect(player.text()).not.toContain('standing still')
    await vi.advanceTimersByTimeAsync(9_100)
    expect(player.text()).toContain('The video is standing still.')
    expect(toLiveEdge).not.toHaveBeenCalled()
    await move(2)
    expect(player.text()).not.toContain('standing still')
    expect(toLiveEdge).toHaveBeenCalledOnce()
    player.unmount()
  })

  it('is started again after 16 s', async () => {
    const { player, move } = await playing()
    await move(2)
    await vi.advanceTimersByTimeAsync(22_000)
    expect(stop).toHaveBeenCalled()
    expect(playVideo).toHaveBeenCalledTimes(2)
    player.unmount()
  })

  it('is not reported of a video that was paused', async () => {
    const { player, move, pause } = await playing()
    await move(2)
    pause()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(player.text()).not.toContain('standing still')
    expect(playVideo).toHaveBeenCalledTimes(1)
    player.unmount()
  })
})
