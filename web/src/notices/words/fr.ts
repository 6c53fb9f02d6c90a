import { count } from '../../words/french'
import type { NoticeMessages } from './en'

export const fr: NoticeMessages = {
  how: 'Comment être informé',
  howLead: 'Quand une personne obtient un accès, part, voit son accès révoqué ou rétabli, quand un accès va prendre fin, quand une demande attend votre décision.',
  modes: {
    each: ['Au fil de l’eau', 'Quelques minutes après, en un seul e-mail si plusieurs choses se sont passées.'],
    daily: ['Une fois par jour', 'Un résumé à 7 heures, heure de Paris, s’il y a du nouveau.'],
    off: ['Pas du tout', 'Les demandes vous attendent sur leur page. Les e-mails sur vos propres accès et votre compte continuent.'],
  },
  modeSaved: {
    each: 'Vous êtes informé au fil de l’eau',
    daily: 'Vous êtes informé une fois par jour',
    off: 'Vous ne recevez plus de notification',
  },
  allOff: 'Tout désactiver',
  allOn: 'Réactiver',
  which: 'Pour quelles opérations',
  whichLead: 'Tout est activé tant que vous ne le désactivez pas.',
  isOff: 'Toutes les notifications sont désactivées. Ces choix compteront une fois qu’elles seront réactivées.',
  search: 'Rechercher une opération',
  operation: 'Opération',
  own: 'Mon entité',
  borrowers: 'Emprunteurs',
  ownOf: (operation) => `Personnes de mon entité, et demandes : ${operation}`,
  borrowersOf: (operation) => `Personnes des emprunteurs : ${operation}`,
  none: 'Vous n’avez encore accès à aucune opération',
  found: (n) => count(n, 'opération', 'opérations'),
  noMatch: 'Aucune opération ne correspond',
  title: 'Notifications',
  lead: 'M’écrire quand quelque chose change parmi ces personnes.',
  ownPeople: 'Les personnes de mon entité',
  ownHint: 'Et quand une demande attend ma décision.',
  borrowerPeople: 'Les personnes des emprunteurs',
  offHere: 'Toutes vos notifications sont désactivées.',
  settings: 'Toutes mes notifications',
}
