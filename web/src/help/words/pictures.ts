// The pictures of the help, as `make pictures` left them in public/help/: NAME.LANGUAGE.webp and their sizes.
import sizes from './pictures.json'

export type PictureName = keyof typeof sizes
export const pictureNames = Object.keys(sizes) as PictureName[]
/** Width and height in CSS pixels. */
export const sizeOf = (name: PictureName, language: 'fr' | 'en'): number[] => sizes[name][language]
