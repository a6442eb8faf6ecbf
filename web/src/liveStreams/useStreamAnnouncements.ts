import { watch } from 'vue'
import type { LiveStreamState } from '../api/types'
import { useFormats, useMessages } from '../i18n'
import { announce } from '../ui/announcer'
import { changesBetween, type Change } from './changes'

/** More new pins than this in one update are announced by their number only. */
const maxNamedPins = 2

/** Announces changes of the stream to screen readers. */
export function useStreamAnnouncements(state: () => LiveStreamState | undefined): void {
  const m = useMessages()
  const formats = useFormats()

  const sentence = (change: Change): string => {
    const messages = m.value.announce
    switch (change.kind) {
      case 'started': return messages.started
      case 'ended': return messages.ended
      case 'pinned': return messages.pinned(change.product.name, formats.price(change.product.price))
      case 'unpinned': return messages.unpinned(change.product.name)
      case 'first': return messages.first(change.product.name)
      case 'price':
        return messages.price(change.product.name, formats.price(change.product.price), formats.price(change.before))
      case 'sold-out': return messages.soldOut(change.product.name)
      case 'low-stock': return messages.onlyLeft(change.product.name, change.product.stock)
      case 'back-in-stock': return messages.backInStock(change.product.name)
    }
  }

  watch(state, (after, before) => {
    if (!after || before?.streamId !== after.streamId) return
    const changes = changesBetween(before, after)
    const pinned = changes.filter((change) => change.kind === 'pinned')
    const counted = pinned.length > maxNamedPins
    if (counted) announce(m.value.announce.manyPinned(pinned.length))
    for (const change of changes) if (!counted || change.kind !== 'pinned') announce(sentence(change))
  })
}
