import { shallowRef, watch } from 'vue'
import { unwrap, useApi } from '../../../api/client'
import type { Product, ProductChange } from '../../../api/types'
import { useFormats } from '../../../i18n'
import { announce } from '../../../ui/announcer'
import { usePolling } from '../../../ui/usePolling'
import { useAdminMessages } from '../../i18n'
import { useSessionStore } from '../../session/sessionStore'
import { describeProductChange } from './describeProductChange'
import { readChanges } from './useProductJournal'

/** Milliseconds between two looks at a product that is open in a form. */
const interval = 5_000

/**
 * Tells what others change of a product while it is open in a form.
 * @param seen The product that the form knows; undefined for one that is being created.
 * @param adopt Takes over a newer one.
 * @param isBusy Whether the form is saving, so that a newer version may be its own.
 */
export function useOthersChanges(seen: () => Product | undefined, adopt: (now: Product) => void, isBusy: () => boolean) {
  const m = useAdminMessages()
  const formats = useFormats()
  const session = useSessionStore()
  const changes = shallowRef<ProductChange[]>([])

  /** The sentences about the changes, newest last. */
  const sentences = () => changes.value.map((change) => {
    const { title, details } = describeProductChange(m.value, formats, change, session.subject)
    return details.length ? `${title}: ${details.join('; ')}` : title
  })

  async function look(): Promise<void> {
    const known = seen()
    if (!known || isBusy()) return
    try {
      const now = await unwrap(useApi().GET('/products/{id}', { params: { path: { id: known.id } } }))
      if (now.version <= known.version) return
      const { items } = await readChanges(known.id, known.version, 20)
      if (isBusy() || seen() !== known) return
      changes.value = [...changes.value, ...items.filter(({ version }) => version <= now.version)].slice(-5)
      adopt(now)
    } catch {
      // The next look tells.
    }
  }

  usePolling(look, interval)
  watch(changes, () => { announce(sentences().at(-1) ?? '') })
  return { sentences }
}
