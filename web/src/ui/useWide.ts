import { useEffect, useState } from 'preact/hooks'

/** 832 px: room for the side navigation. */
const WIDE = '(min-width: 52rem)'

/** Whether the window is wide, or fits another query. */
export function useWide(query = WIDE): boolean {
  const [isWide, setWide] = useState(() => matchMedia(query).matches)
  useEffect(() => {
    const media = matchMedia(query)
    const change = () => setWide(media.matches)
    media.addEventListener('change', change)
    return () => media.removeEventListener('change', change)
  }, [])
  return isWide
}
