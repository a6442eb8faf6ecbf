import { apiBaseUrl, currentAccessToken, toNetworkError } from '../../api/client'
import { toApiError, type ApiError, type NetworkError } from '../../api/problem'

/** In milliseconds; a slow phone takes its time for half a megabyte. */
const uploadTimeout = 60_000

interface Uploaded {
  url: string
}

function errorOf({ status, response }: XMLHttpRequest, onDenied: (status: number) => void): ApiError {
  if (status === 401 || status === 403) onDenied(status)
  return toApiError(status, response)
}

/**
 * Uploads a picture. By XMLHttpRequest, because fetch does not tell how far an upload is.
 * @param onProgress The part that is sent, 0 to 1.
 * @returns The picture's address.
 * @throws {ApiError} when the server refused.
 * @throws {NetworkError} when there is no response.
 */
export async function uploadPicture(picture: Blob, onProgress: (part: number) => void = () => undefined): Promise<string> {
  const { token, onDenied } = await currentAccessToken()
  return new Promise((resolve, reject: (error: ApiError | NetworkError) => void) => {
    const request = new XMLHttpRequest()
    request.open('POST', `${apiBaseUrl()}/api/media`)
    if (token) request.setRequestHeader('Authorization', `Bearer ${token}`)
    request.responseType = 'json'
    request.timeout = uploadTimeout
    request.upload.onprogress = ({ loaded, total }) => { if (total) onProgress(loaded / total) }
    request.onload = () => {
      if (request.status === 201) resolve((request.response as Uploaded).url)
      else reject(errorOf(request, onDenied))
    }
    request.onerror = request.ontimeout = (event) => { reject(toNetworkError(event)) }
    request.send(picture)
  })
}
