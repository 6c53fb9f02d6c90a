import { unbroken as count } from '../../words/french'
import type { WaitingWords } from './en'

export const fr: WaitingWords = {
  title: 'En attente de moi',
  strip: 'Ce qui vous attend',
  nothing: 'Rien ne vous attend',
  nothingText: 'Les demandes, transmissions, invitations et échéances qui ont besoin de vous apparaîtront ici.',
  toOperations: 'Voir les opérations',
  person: 'Personne',
  where: 'Où',
  entity: 'Entité',
  operation: 'Opération',
  all: (n) => `Voir les ${n}`,
  more: (n) => `et ${count(n, 'autre', 'autres')}`,
  groups: {
    requests: {
      short: (n) => count(n, 'demande', 'demandes'), title: 'Demandes à traiter',
      todo: 'Quelqu’un demande un accès, ou à être retiré. Acceptez ou refusez, en disant pourquoi.', when: 'Demandé le',
    },
    handovers: {
      short: (n) => count(n, 'transmission', 'transmissions'), title: 'Transmissions à accepter',
      todo: 'Une personne qui part vous désigne comme successeur. Rien ne change avant votre accord.', when: 'Départ le',
    },
    invitations_failed: {
      short: (n) => count(n, 'non distribuée', 'non distribuées'), title: 'Invitations non distribuées',
      todo: 'L’e-mail est revenu. Vérifiez l’adresse : révoquez la ligne et ajoutez la bonne.', when: 'Revenu le',
    },
    invitations_expired: {
      short: (n) => count(n, 'invitation expirée', 'invitations expirées'), title: 'Invitations expirées',
      todo: 'Le lien n’a pas été utilisé à temps. Renvoyez-le, ou révoquez la ligne.', when: 'Expirée le',
    },
    ending: {
      short: (n) => count(n, 'accès se termine', 'accès se terminent'), title: 'Accès qui se terminent dans les 30 jours',
      todo: 'Fixez une autre date de fin pour ceux qui continuent. Les autres s’arrêtent d’eux-mêmes.', when: 'Fin le',
    },
    lone_managers: {
      short: (n) => count(n, 'gestionnaire seul', 'gestionnaires seuls'), title: 'Opérations avec un seul gestionnaire',
      todo: 'Ajoutez un second gestionnaire : personne ne pourrait remplacer le premier.', when: '',
    },
    lone_leaders: {
      short: (n) => count(n, 'gestionnaire d’équipe seul', 'gestionnaires d’équipe seuls'), title: 'Un seul gestionnaire d’équipe',
      todo: 'Nommez un autre gestionnaire d’équipe à la racine : personne ne pourrait remplacer le premier.', when: '',
    },
    unproved: {
      short: (n) => count(n, 'e-mail non vérifié', 'e-mails non vérifiés'), title: 'E-mail non vérifié depuis 30 jours',
      todo: 'Ces personnes sont peut-être parties. Renseignez-vous, et révoquez les accès de celles qui le sont.', when: 'Vérifié le',
    },
  },
}
