const key = 'liveshop.cart'

// A browser may forbid storage; the cart then lives as long as the page.
let fallback: string | undefined

export function rememberedCart(): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined
  } catch {
    return fallback
  }
}

export function rememberCart(id: string | undefined): void {
  fallback = id
  try {
    if (id) localStorage.setItem(key, id)
    else localStorage.removeItem(key)
  } catch {
    // Kept in the fallback.
  }
}
