// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, expect, it, vi } from 'vitest'
import { playVideo } from './playVideo'
import VideoPlayer from './VideoPlayer.vue'

vi.mock('./playVideo', () => ({ playVideo: vi.fn() }))

const stop = vi.fn()
let fail: () => void

beforeEach(() => {
  stop.mockReset()
  vi.mocked(playVideo).mockReset().mockImplementation((_video, _url, onFailed) => {
    fail = onFailed
    return Promise.resolve(stop)
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
