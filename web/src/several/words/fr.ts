// La moitié française. Apostrophes typographiques, espaces insécables devant : ; ! ? et dans les guillemets (vérifié par un test).
import { unbroken as count } from '../../words/french'
import type { SeveralWords } from './en'

export const fr: SeveralWords = {
  selected: (n) => count(n, 'ligne sélectionnée', 'lignes sélectionnées'),
  clear: 'Tout désélectionner',
  progress: (done, all) => `${done} sur ${all}`,
  results: 'Résultat',
  summary: (done, failed) => [
    done ? `${count(done, 'action effectuée', 'actions effectuées')}.` : '',
    failed ? `${count(failed, 'action refusée', 'actions refusées')} : rien n’a changé pour ces lignes.` : '',
  ].filter(Boolean).join(' '),
  done: 'effectué',
  reasonHint: 'Conservé au registre.',
}
