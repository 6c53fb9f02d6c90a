// La moitié française. Apostrophes typographiques, espaces insécables devant : ; ! ? et dans les guillemets (vérifié par un test).
import { de, unbroken as count } from '../../words/french'
import { formatNumber } from '../../words/format'
import type { Operation } from '../../base/types'
import type { OperationWords } from './en'

/** « 42 actifs · 3 invités · 1 en attente ». */
const parts = ({ active, invited, queued }: Operation['contact_counts']) =>
  [count(active, 'actif', 'actifs'), invited && count(invited, 'invité', 'invités'), queued && count(queued, 'en attente', 'en attente')].filter(Boolean).join(' · ')

export const fr: OperationWords = {
  warnings: {
    addManager: 'Ajouter un gestionnaire',
    addColleague: 'Ajouter un collègue',
  },

  leave: {
    ask: 'Demander votre retrait',
    hint: 'Cette opération ne vous concerne plus ?',
    title: 'Demander à ne plus avoir accès à cette opération ?',
    lead: 'Nul ne peut révoquer son propre accès. Votre demande parvient à ceux qui le peuvent : les contacts qui gèrent le dossier, vos collègues qui le suivent et vos gestionnaires d’équipe. Votre accès demeure jusqu’à ce que l’un d’eux accepte.',
    reasonHint: 'Communiqué à ces personnes et conservé au registre.',
    submit: 'Envoyer la demande',
    done: 'Votre demande est envoyée à ceux qui peuvent vous retirer du dossier',
    asked: (date) => `Vous avez demandé votre retrait le ${date}. Personne n’a encore décidé.`,
    see: 'Voir ma demande',
    wish: (operation) => `Ne plus avoir accès à ${operation}`,
    approveLead: 'La personne perd immédiatement l’accès à l’opération. Il pourra être rétabli plus tard depuis l’archive.',
    refuseLead: 'La personne conserve son accès et en est informée. Un motif l’aide à comprendre.',
  },

  compose: {
    title: 'Nouvelle opération',
    lead: 'Elle est d’abord à préparer, visible de ses seuls gestionnaires. Personne ne reçoit d’e-mail avant sa publication.',
    changeTitle: 'Modifier l’opération',
    reference: 'Référence',
    referenceHint: 'Celle que tout le monde connaît.',
    name: 'Nom',
    needed: 'Cette information est nécessaire.',
    taken: 'Cette référence est déjà prise : choisissez-en une autre.',
    participations: 'Entités participantes',
    participationsHint: 'Votre entité gère l’opération. Ajoutez les prêteurs et l’emprunteur.',
    side: (name) => `Rôle ${de(name)}`,
    own: 'Votre entité',
    remove: (name) => `Retirer ${name}`,
    find: 'Ajouter une entité',
    findHint: 'Saisissez une partie de son nom, puis choisissez-la.',
    found: (n) => (n ? count(n, 'entité trouvée', 'entités trouvées') : 'Aucune entité ne porte ce nom.'),
    kinds: { bank: 'Banque', fund: 'Fonds', company: 'Entreprise' },
    submit: 'Créer l’opération',
    save: 'Enregistrer',
    created: (name) => `${name} est à préparer : ajoutez ses contacts, puis publiez-la`,
    saved: 'L’opération a été modifiée',
    notAllowed: 'Vous ne pouvez pas créer d’opération pour cette entité. Un gestionnaire d’équipe de votre entité peut vous donner le rôle « Crée des opérations ».',
    notAllowedTitle: 'Ce rôle n’est pas le vôtre',
    back: 'Retour à la liste',
  },

  life: {
    menu: 'Actions pour l’opération',
    change: 'Modifier la référence, le nom ou les entités',
    changeEntities: 'Modifier',
    publish: 'Publier',
    close: 'Clôturer l’opération',
    publishTitle: (name) => `Publier « ${name} » ?`,
    publishLead: 'L’opération s’ouvre à toutes ses personnes. Celles-ci sont prévenues maintenant :',
    publishNobody: 'L’opération s’ouvre. Personne n’y attend encore : vous pourrez ajouter des contacts à tout moment.',
    noBorrower: 'Il n’y a pas encore d’emprunteur. Ajoutez-en un avant de publier.',
    mailed: 'est prévenue par e-mail',
    waits: 'est prévenue par e-mail, ou attend l’accord d’un gestionnaire d’équipe de son entité',
    more: (n) => `et ${count(n, 'autre personne', 'autres personnes')}`,
    published: (name) => `${name} est en cours`,
    closeTitle: (name) => `Clôturer « ${name} » ?`,
    closeLead: 'Ensuite, plus personne ne peut être ajouté ni rétabli et rien ne peut être modifié : les accès peuvent seulement être retirés. Qui a accès le conserve, en lecture, pour la durée choisie ci-dessous.',
    closeWarning: 'Une opération clôturée ne peut pas être rouverte.',
    closeUntil: 'Durée de l’accès restant',
    closeUntilHint: 'Les gestionnaires ne sont pas concernés et conservent leur accès. Une fin plus proche est maintenue.',
    closed: (name) => `${name} est clôturée`,
  },

  contacts: {
    declined: 'Décliné',
    counts: (counts) => (counts.invited || counts.queued ? parts(counts) : formatNumber('fr', counts.active)),
    anyLeader: (entity) => `un gestionnaire d’équipe ${de(entity)}`,
    waitsFor: { agreement: 'de l’accord d’un gestionnaire d’équipe', publication: 'de la publication' },
    revoke: 'Révoquer',
    resend: 'Renvoyer l’invitation',
    restore: 'Rétablir',
    revokeTitle: (n) => `Révoquer ${count(n, 'accès', 'accès')} ?`,
    revokeLead: 'Ces personnes perdent immédiatement l’accès au dossier. Vous pourrez l’annuler juste après, ou le rétablir plus tard depuis l’archive.',
    loses: (entity) => `perd son accès pour le compte ${de(entity)}`,
    losesInvitation: (entity) => `son invitation pour le compte ${de(entity)} prend fin`,
    revokeSubmit: 'Révoquer',
    revoked: (n) => count(n, 'accès révoqué', 'accès révoqués'),
    resendTitle: (n) => `Renvoyer ${count(n, 'invitation', 'invitations')} ?`,
    resendLead: 'Les liens envoyés auparavant cessent de fonctionner.',
    resends: (email) => `un nouveau lien part vers ${email}`,
    resendSubmit: 'Renvoyer',
    restoreTitle: (n) => `Rétablir ${count(n, 'accès', 'accès')} ?`,
    restoreLead: 'Les règles en vigueur s’appliquent : une nouvelle invitation ou l’accord d’un gestionnaire d’équipe peut être nécessaire.',
    restores: (entity) => `pour le compte ${de(entity)}`,
    restoreSubmit: 'Rétablir',
  },
}
