import { siteAddress } from '../basePath'
import { apiBaseUrl } from './client'

/** Where a picture is loaded from: an uploaded one, such as `/api/media/…`, from the API, any other as it is or from this site. */
export const pictureAddress = (address: string): string =>
  address.startsWith('/api/') ? `${apiBaseUrl()}${address}` : siteAddress(address)
