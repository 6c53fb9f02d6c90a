import { count } from '../../words/french'
import type { ProfileWords } from './en'

export const fr: ProfileWords = {
  operations: 'Opérations',
  lead: 'Ce que cette personne peut ouvrir, pour autant que vous puissiez le voir.',
  operation: 'Opération',
  none: 'Aucun accès que vous puissiez voir',
  more: (n) => `Les ${count(n, 'opération la plus récente', 'opérations les plus récentes')} ; il y en a d’autres.`.replace(' ;', '\u00a0;'),
  write: 'Écrire un e-mail',
  authorised: 'Personne habilitée dans votre entité',
  seeAuthorised: 'Voir la liste',
  menu: (reference) => `Actions pour ${reference}`,
}
