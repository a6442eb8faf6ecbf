import { useMessages } from '../i18n'
import type { Refusal } from './refusal'

/** Explains in a sentence why the server did not accept a change of the cart. */
export function useRefusalMessage(): (refusal: Refusal) => string {
  const m = useMessages()
  return ({ reason, product, available }) => {
    const say = m.value.refused
    switch (reason) {
      case 'sold-out': return say.soldOut(product.name)
      case 'only-left': return say.onlyLeft(product.name, available)
      case 'gone': return say.gone(product.name)
      case 'unreachable': return say.unreachable(product.name)
      case 'other': return say.other(product.name)
    }
  }
}
