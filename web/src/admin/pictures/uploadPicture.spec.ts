// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { configureApi, useAccessTokens } from '../../api/client'
import { ApiError, NetworkError } from '../../api/problem'
import { uploadPicture } from './uploadPicture'

/** Answers as the test says, when it is sent. */
class FakeRequest {
  static answer: (request: FakeRequest) => void = () => undefined
  static last: FakeRequest
  readonly upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {}
  readonly headers: Record<string, string> = {}
  url = ''
  status = 0
  response: unknown
  onload?: () => void
  onerror?: (event: unknown) => void
  constructor() { FakeRequest.last = this }
  open(_method: string, url: string) { this.url = url }
  setRequestHeader(name: string, value: string) { this.headers[name] = value }
  send() { FakeRequest.answer(this) }
}

const answering = (status: number, response: unknown) => {
  FakeRequest.answer = (request) => {
    Object.assign(request, { status, response })
    request.upload.onprogress?.({ loaded: 1, total: 4 })
    request.onload?.()
  }
}

beforeEach(() => {
  vi.stubGlobal('XMLHttpRequest', FakeRequest)
  configureApi({ apiBaseUrl: 'https://api.test' })
})
afterEach(() => {
  useAccessTokens()
  vi.unstubAllGlobals()
})

it('a picture is uploaded with the admin’s token, and its progress is told', async () => {
  answering(201, { url: '/api/media/a.webp' })
  useAccessTokens(() => Promise.resolve('token'))
  const progress: number[] = []
  await expect(uploadPicture(new Blob(['x']), (part) => progress.push(part))).resolves.toBe('/api/media/a.webp')
  expect([FakeRequest.last.url, FakeRequest.last.headers.Authorization]).toEqual(['https://api.test/api/media', 'Bearer token'])
  expect(progress).toEqual([0.25])
})

it('an upload that is refused is rejected with the server’s problem', async () => {
  answering(400, { type: 'urn:liveshop:problem:validation', detail: 'No.', errors: { file: ['Must be a picture.'] } })
  const refused = await uploadPicture(new Blob([])).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(ApiError)
  expect(refused).toMatchObject({ slug: 'validation', errors: { file: ['Must be a picture.'] } })
})

it('an upload without permission ends the session', async () => {
  answering(401, null)
  const denied = vi.fn()
  useAccessTokens(() => Promise.resolve('old'), denied)
  await expect(uploadPicture(new Blob([]))).rejects.toBeInstanceOf(ApiError)
  expect(denied).toHaveBeenCalledWith(401)
})

it('an upload that is not answered is rejected as a network error', async () => {
  FakeRequest.answer = (request) => request.onerror?.(new Event('error'))
  await expect(uploadPicture(new Blob([]))).rejects.toBeInstanceOf(NetworkError)
})
