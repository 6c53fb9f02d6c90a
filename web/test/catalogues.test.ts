import { describe, expect, it } from 'vitest'
import { en as addressEn } from '../src/moves/words/en'
import { fr as addressFr } from '../src/moves/words/fr'
import { en as accountEn } from '../src/accounts/words/en'
import { fr as accountFr } from '../src/accounts/words/fr'
import { en } from '../src/words/en'
import { fr } from '../src/words/fr'
import { en as dateEn } from '../src/dates/words/en'
import { fr as dateFr } from '../src/dates/words/fr'
import { en as entityEn } from '../src/entities/words/en'
import { fr as entityFr } from '../src/entities/words/fr'
import { en as operationEn } from '../src/operations/words/en'
import { fr as operationFr } from '../src/operations/words/fr'
import { en as requestEn } from '../src/requests/words/en'
import { fr as requestFr } from '../src/requests/words/fr'
import { en as unusualEn } from '../src/unusual/words/en'
import { fr as unusualFr } from '../src/unusual/words/fr'
import { en as severalEn } from '../src/several/words/en'
import { fr as severalFr } from '../src/several/words/fr'
import { en as noticesEn } from '../src/notices/words/en'
import { fr as noticesFr } from '../src/notices/words/fr'
import { en as handoverEn } from '../src/handovers/words/en'
import { fr as handoverFr } from '../src/handovers/words/fr'
import { en as recentEn } from '../src/recent/words/en'
import { fr as recentFr } from '../src/recent/words/fr'
import { en as registerEn } from '../src/register/words/en'
import { fr as registerFr } from '../src/register/words/fr'
import { en as shellEn } from '../src/shell/words/en'
import { fr as shellFr } from '../src/shell/words/fr'
import { en as whyEn } from '../src/why/words/en'
import { fr as whyFr } from '../src/why/words/fr'

type Leaf = [path: string, text: string]

/** Every text of a catalogue; the ones with parameters are called with samples. */
function texts(node: unknown, path = ''): Leaf[] {
  if (typeof node === 'string') return [[path, node]]
  if (typeof node === 'function') return [[path, String(node('Ana', 'Bo', 'Cy'))], [`${path}(2)`, String(node(2, 2, 2))]]
  return Object.entries(node as object).flatMap(([key, value]) => texts(value, `${path}.${key}`))
}

const inEnglish = texts({
  en, accountEn, dateEn, entityEn, operationEn, requestEn, severalEn, noticesEn, registerEn, recentEn, whyEn, addressEn, handoverEn, shellEn, unusualEn,
})
const inFrench = texts({
  en: fr, accountEn: accountFr, dateEn: dateFr, entityEn: entityFr, operationEn: operationFr, requestEn: requestFr, severalEn: severalFr,
  noticesEn: noticesFr, registerEn: registerFr, recentEn: recentFr, whyEn: whyFr, addressEn: addressFr, handoverEn: handoverFr, shellEn: shellFr, unusualEn: unusualFr,
})

describe('the catalogues', () => {
  it('have the same keys, also where the type leaves them open', () => {
    expect(inFrench.map(([path]) => path)).toEqual(inEnglish.map(([path]) => path))
  })

  it.each([['en', inEnglish], ['fr', inFrench]] as const)('have no empty text and no straight apostrophe: %s', (_, leaves) => {
    for (const [path, text] of leaves) {
      expect(text.trim(), path).not.toBe('')
      expect(text, path).not.toMatch(/['"]|\s{2}|undefined|\[object/)
    }
  })

  it('write French with no-break spaces before : ; ! ? and inside guillemets', () => {
    for (const [path, text] of inFrench) {
      expect(text, path).not.toMatch(/ [:;!?»]|« /)
      expect(text, path).not.toMatch(/[^\s\u00a0][;!?»]|«[^\u00a0]/)
      expect(text, path).not.toMatch(/[^\s\u00a0\d]:/)
    }
  })

  it('use the platform’s own labels', () => {
    expect([en.nav.debt, en.nav.invitations, fr.nav.invitations]).toEqual(['Debt Tracking', 'Invitation follow-up', 'Suivi de mes invitations'])
    expect([en.operation.administrative, fr.operation.administrative])
      .toEqual(['Administrative file and access management', 'Fiche administrative et gestion des accès'])
    expect([en.access.title, fr.access.title]).toEqual(['File access management', 'Gestion des accès au dossier'])
    expect([en.access.archived, fr.access.archived])
      .toEqual(['Users no longer having access to the folder', 'Utilisateurs n’ayant plus accès au dossier'])
    expect([en.access.revoke, fr.access.revoke]).toEqual(['Revoke access to the folder', 'Révoquer l’accès au dossier'])
    expect([fr.common.undo, fr.common.cancel]).toEqual(['Rétablir', 'Annuler'])
  })

  it('elide names in French', () => {
    expect(fr.revoke.title('Agnès Martin')).toContain('d’Agnès')
    expect(fr.revoke.title('Paul Petit')).toContain('de Paul')
  })
})
