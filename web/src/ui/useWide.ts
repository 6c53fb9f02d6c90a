import { useEffect, useState } from 'preact/hooks'

const wide = () => matchMedia('(min-width: 52rem)') // 832 px: room for the side navigation

export function useWide(): boolean {
  const [isWide, setWide] = useState(() => wide().matches)
  useEffect(() => {
    const media = wide()
    const change = () => setWide(media.matches)
    media.addEventListener('change', change)
    return () => media.removeEventListener('change', change)
  }, [])
  return isWide
}
