import { inject, onScopeDispose, ref } from 'vue'
import { routerKey } from 'vue-router'

const forms = new Set<() => boolean>()

/** Whether any open form has input that is not saved. */
export const hasUnsavedChanges = (): boolean => [...forms].some((dirty) => dirty())

/** Asks before typed input is lost by closing, by a navigation or by leaving the page; without input nothing is asked. */
export function useUnsavedChanges(dirty: () => boolean, close: () => void) {
  const asking = ref(false)
  /** What the admin wanted when the question was asked. */
  let proceed: () => void = close
  let leaving = false

  function requestClose(): void {
    proceed = close
    if (dirty()) asking.value = true
    else close()
  }

  function discard(): void {
    asking.value = false
    leaving = true
    proceed()
  }

  const router = inject(routerKey, undefined)
  const removeGuard = router?.beforeEach((to) => {
    if (leaving || !dirty()) return true
    asking.value = true
    proceed = () => {
      close()
      void router.push(to)
    }
    return false
  })

  // The browser shows a question of its own.
  const onLeave = (event: BeforeUnloadEvent) => { if (dirty()) event.preventDefault() }
  addEventListener('beforeunload', onLeave)
  forms.add(dirty)
  onScopeDispose(() => {
    forms.delete(dirty)
    removeGuard?.()
    removeEventListener('beforeunload', onLeave)
  })

  const stay = () => { asking.value = false }
  return { asking, requestClose, discard, stay }
}
