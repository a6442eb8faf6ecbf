import { onScopeDispose, type Ref } from 'vue'

/** "/" goes to the search field from anywhere but another field. */
export function useSearchShortcut(field: Readonly<Ref<{ focus: () => void } | null>>): void {
  function onKey(event: KeyboardEvent): void {
    const typing = event.target instanceof HTMLElement && event.target.closest('input, textarea, select, dialog')
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || typing) return
    event.preventDefault()
    field.value?.focus()
  }
  addEventListener('keydown', onKey)
  onScopeDispose(() => { removeEventListener('keydown', onKey) })
}
