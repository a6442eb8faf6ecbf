import { onScopeDispose, ref, shallowRef } from 'vue'
import { ApiError } from '../../api/problem'
import { uploadPicture } from './uploadPicture'
import { announce } from '../../ui/announcer'
import { useAdminMessages, type AdminMessages } from '../i18n'
import { reasonOf } from '../reasons'
import type { CropArea } from './cropArea'
import { decodePicture, shrinkPicture } from './shrinkPicture'

type Sentence = (m: AdminMessages) => string

function failureOf(error: unknown): Sentence {
  if (error instanceof ApiError && error.slug === 'validation') return (m) => m.pictures.refused
  const reason = reasonOf(error)
  return (m) => `${m.pictures.notUploaded}: ${m.reasons[reason]}`
}

/**
 * Takes a chosen picture through the crop, makes it smaller and uploads it.
 * @param crops Whether a part of the picture is chosen first.
 * @param onUploaded Called with the picture's address.
 */
export function usePictureUpload(crops: () => boolean, onUploaded: (address: string) => void) {
  const m = useAdminMessages()
  /** The picture whose part is being chosen. */
  const cropping = shallowRef<ImageBitmap>()
  /** The part that is uploaded, 0 to 1; undefined when nothing is. */
  const progress = ref<number>()
  const failure = ref<Sentence>()

  function fail(sentence: Sentence): void {
    failure.value = sentence
    announce(sentence(m.value))
  }

  async function choose(file: File | undefined): Promise<void> {
    if (!file || progress.value !== undefined) return
    cancel()
    failure.value = undefined
    const picture = await decodePicture(file).catch(() => undefined)
    if (!picture) fail((m) => m.pictures.unreadable)
    else if (crops()) cropping.value = picture
    else await upload(picture)
  }

  async function upload(picture: ImageBitmap, area?: CropArea): Promise<void> {
    cropping.value = undefined
    progress.value = 0
    try {
      onUploaded(await uploadPicture(await shrinkPicture(picture, area), (part) => { progress.value = part }))
      announce(m.value.pictures.uploaded)
    } catch (error) {
      fail(failureOf(error))
    } finally {
      picture.close()
      progress.value = undefined
    }
  }

  function cancel(): void {
    cropping.value?.close()
    cropping.value = undefined
  }

  onScopeDispose(cancel)
  return { cropping, progress, failure, choose, upload, cancel }
}
