import type { ProductCard } from '../../api/types'
import { announce } from '../../ui/announcer'
import { useAdminMessages } from '../i18n'
import { useAdminLiveStreamStore } from './adminLiveStreamStore'
import { feature, hideAll } from './commands'

/** The commands of the run of show, told to screen readers. */
export function useShowCommands() {
  const store = useAdminLiveStreamStore()
  const m = useAdminMessages()

  return {
    feature(product: ProductCard): void {
      announce(m.value.done.featured(product.name))
      void store.run(feature(product))
    },
    hideAll(): void {
      announce(m.value.done.allHidden)
      void store.run(hideAll())
    },
  }
}
