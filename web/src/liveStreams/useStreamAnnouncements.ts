import { onScopeDispose, watch } from 'vue'
import type { LiveStreamState } from '../api/types'
import { useFormats, useMessages } from '../i18n'
import { announce } from '../ui/announcer'
import { changesBetween, type Change } from './changes'

/** More changes of one kind than this are announced by their number only. */
const maxNamed = 2
/** Milliseconds in which further changes are merged into one announcement. */
const mergeDuration = 5_000

/** Announces changes of the stream to screen readers: the first at once, those that follow quickly together. */
export function useStreamAnnouncements(state: () => LiveStreamState | undefined): void {
  const m = useMessages()
  const formats = useFormats()
  /** The state up to which everything was announced. */
  let announced = state()
  let timer: ReturnType<typeof setTimeout> | undefined

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
      case 'low-stock': return messages.onlyLeft(change.product.name, change.product.stock ?? 0)
      case 'back-in-stock': return messages.backInStock(change.product.name)
    }
  }

  const summary = (kind: Change['kind'], count: number): string | undefined => {
    const messages = m.value.announce
    switch (kind) {
      case 'pinned': return messages.manyPinned(count)
      case 'unpinned': return messages.manyUnpinned(count)
      case 'price': return messages.manyPrices(count)
      case 'sold-out': return messages.manySoldOut(count)
      case 'low-stock': return messages.manyLowStock(count)
      case 'back-in-stock': return messages.manyBackInStock(count)
      default: return undefined
    }
  }

  function sentencesOf(changes: Change[]): string[] {
    const kinds = [...new Set(changes.map((change) => change.kind))]
    return kinds.flatMap((kind) => {
      const same = changes.filter((change) => change.kind === kind)
      const counted = same.length > maxNamed && summary(kind, same.length)
      return counted ? [counted] : same.map(sentence)
    })
  }

  function announceChanges(): void {
    timer = undefined
    const before = announced
    const after = (announced = state())
    if (!after || before?.streamId !== after.streamId || before === after) return
    const sentences = sentencesOf(changesBetween(before, after))
    if (!sentences.length) return
    announce(sentences.join(' '))
    timer = setTimeout(announceChanges, mergeDuration)
  }

  watch(state, (after) => {
    if (after?.streamId !== announced?.streamId || after?.status !== announced?.status) clearTimeout(timer)
    else if (timer) return
    announceChanges()
  })
  onScopeDispose(() => { clearTimeout(timer) })
}
