// La moitié française. Apostrophes typographiques, espaces insécables devant : ; ! ? et dans les guillemets (vérifié par un test).
import { de, unbroken as count, sentence } from '../../words/french'
import type { EntityWords } from './en'

const operations = (n: number) => count(n, 'opération', 'opérations')

export const fr: EntityWords = {
  chart: {
    title: 'Organigramme',
    show: (name) => `Organigramme : ${name}`,
    counts: (people, leaders) => [
      count(people, 'personne', 'personnes'), leaders ? count(leaders, 'gestionnaire', 'gestionnaires') : '',
    ].filter(Boolean).join(' · '),
    menu: (name) => `Actions pour l’équipe ${name}`,
    add: 'Ajouter une sous-équipe',
    rename: 'Renommer l’équipe',
    move: 'Déplacer l’équipe',
    remove: 'Supprimer l’équipe',
    addTitle: (name) => `Ajouter une équipe sous ${name}`,
    renameTitle: (name) => `Renommer ${name}`,
    moveTitle: (name) => `Déplacer ${name}`,
    removeTitle: (name) => `Supprimer ${name} ?`,
    name: 'Nom de l’équipe',
    needName: 'Saisissez un nom.',
    under: 'Sous l’équipe',
    moveLead: 'Ses sous-équipes et toutes les personnes qui s’y trouvent la suivent. Leurs gestionnaires conservent ce qu’ils gèrent.',
    removeLead: 'Seule une équipe vide peut être supprimée : sans sous-équipe, sans membre, et sans ancien membre qui y était rattaché.',
    save: 'Enregistrer',
    added: (name) => `L’équipe ${name} a été ajoutée`,
    renamed: (name) => `L’équipe s’appelle désormais ${name}`,
    moved: (name, under) => `${name} se trouve désormais sous ${under}`,
    removed: (name) => `L’équipe ${name} a été supprimée`,
  },

  people: {
    title: 'Habilitations',
    parts: 'Pages des habilitations',
    chartAndPeople: 'Organisation et personnes',
    lists: 'Habilitations',
    current: 'Personnes habilitées',
    archived: 'Anciennes habilitations',
    search: 'Rechercher un nom ou une adresse',
    person: 'Personne',
    team: 'Équipe et rôles',
    status: 'Statut',
    since: 'Depuis',
    ended: 'Fin',
    declined: 'Déclinée',
    statuses: { queued: 'En attente', invited: 'Invitée', active: 'Active', archived: 'Archivée' },
    roles: { team_leader: 'Gestionnaire d’équipe', creator: 'Crée des opérations' },
    operations,
    noOperation: 'Aucune opération',
    change: 'Modifier l’équipe ou les rôles',
    drag: 'Faites glisser sur une équipe de l’organigramme pour déplacer',
    offer: 'Rendre les accès antérieurs',
    handOver: 'Transmettre ses opérations',
    handOverOf: (name) => `Transmettre les opérations de ${name}`,
    handOverMine: 'Transmettre mes accès',
    archive: 'Archiver l’habilitation',
    restore: 'Rétablir',
    restoreOf: (name) => `Rétablir l’habilitation : ${name}`,
    authorise: 'Habiliter des personnes',
    empty: 'Personne dans cette équipe',
    emptyText: 'Habilitez les premières personnes par leur adresse e-mail.',
    emptyArchive: 'Aucune habilitation archivée ici',
    emptyArchiveText: 'Les personnes dont l’habilitation a pris fin sont conservées ici et peuvent être habilitées à nouveau à tout moment.',
    found: (n) => count(n, 'personne', 'personnes'),
    noMatch: 'Personne ne correspond',
    noMatchText: 'Modifiez la recherche ou choisissez une autre équipe.',
    reset: 'Afficher tout le monde',
    moveSelected: 'Déplacer',
    archiveSelected: 'Archiver',
    restoreSelected: 'Rétablir',
  },

  roleHints: {
    team_leader: 'Habilite des personnes dans l’équipe et dans toutes ses sous-équipes.',
    creator: 'Prépare des opérations et en devient le premier gestionnaire.',
  },

  language: {
    label: 'Langue de l’invitation',
    hint: 'Pour les personnes sans compte ; les autres reçoivent leurs e-mails dans la leur.',
    like: (name) => `${name}, comme les autres personnes de l’entité`,
    others: 'Celle des autres personnes de l’entité',
    both: 'Les deux : français et anglais',
    names: { fr: 'Français', en: 'Anglais' },
  },

  authorise: {
    title: 'Habiliter des personnes',
    lead: (entity) => `Elles pourront agir pour le compte ${de(entity)}. Les personnes sans compte reçoivent une invitation à en créer un.`,
    emails: 'Adresses e-mail',
    emailsHint: 'Une ou plusieurs, séparées par des virgules, des espaces ou des retours à la ligne.',
    team: 'Équipe',
    roles: 'Rôles',
    submit: (n) => (n > 1 ? `Habiliter ${n} personnes` : 'Habiliter'),
    summary: ({ invited = 0, active = 0, queued = 0, unchanged = 0, refused = 0 }) => [
      sentence([invited && count(invited, 'invitée', 'invitées'), active && count(active, 'habilitée', 'habilitées'),
        queued && count(queued, 'habilitée pour plus tard', 'habilitées pour plus tard'), unchanged && count(unchanged, 'déjà habilitée', 'déjà habilitées')]),
      refused ? `${count(refused, 'adresse refusée, à corriger ci-dessous', 'adresses refusées, à corriger ci-dessous')}.` : '',
    ].filter(Boolean).join(' ') || 'Rien n’a changé.',
    outcomes: {
      active: 'est désormais habilitée',
      invited: 'invitation envoyée',
      queued: 'est habilitée à partir du jour choisi',
      unchanged: 'était déjà habilitée, rien n’a changé',
      refused: 'adresse refusée',
    },
  },

  change: {
    title: (name) => `Équipe et rôles ${de(name)}`,
    done: (name) => `L’habilitation ${de(name)} a été modifiée`,
  },

  archive: {
    title: (name) => `Archiver l’habilitation ${de(name)} ?`,
    lead: (entity, n) => (n
      ? `Cette personne ne peut plus agir pour le compte ${de(entity)} et perd immédiatement l’accès à ${operations(n)}.`
      : `Cette personne ne peut plus agir pour le compte ${de(entity)}, avec effet immédiat. Aucune opération n’est concernée.`),
    after: 'Son compte demeure, de même que les accès accordés par d’autres entités. Vous pourrez l’habiliter à nouveau plus tard.',
    submit: 'Archiver',
    done: (name) => `${name} n’est plus habilité(e)`,
  },

  restore: {
    title: (name) => `Habiliter à nouveau ${name} ?`,
    lead: (team) => `La personne retrouve l’équipe ${team} et les rôles qu’elle y avait.`,
    after: 'Les accès aux opérations ne reviennent pas d’eux-mêmes : vous choisissez ensuite ceux qui sont rendus.',
    submit: 'Habiliter à nouveau',
    done: (name) => `${name} est de nouveau habilité(e)`,
    invited: (name) => `Une nouvelle invitation a été envoyée à ${name}`,
  },

  offer: {
    title: (name) => `Rendre à ${name} ses accès antérieurs ?`,
    lead: 'Ces accès ont pris fin avec l’habilitation. Les règles en vigueur s’appliquent, et chacun garde sa date de fin. Ceux dont la fin est passée se rétablissent sur la page de l’opération, avec une nouvelle fin.',
    lines: 'Accès à rendre',
    none: 'Aucun accès n’a pris fin avec une habilitation antérieure, ou tous ont été rendus.',
    later: 'Pas maintenant',
    submit: (n) => (n ? `Rendre ${count(n, 'accès', 'accès')}` : 'Rendre'),
  },

  several: {
    move: (n) => `Déplacer ${count(n, 'personne', 'personnes')}`,
    moveLead: 'Leurs rôles restent les mêmes dans la nouvelle équipe.',
    moveFrom: (team) => `équipe actuelle : ${team}`,
    moved: (n, team) => `${count(n, 'personne a rejoint', 'personnes ont rejoint')} l’équipe ${team}`,
    archive: (n) => `Archiver ${count(n, 'habilitation', 'habilitations')} ?`,
    archiveLead: 'Ces personnes ne peuvent plus agir pour l’entité, avec effet immédiat. Leurs comptes demeurent.',
    loses: (n) => (n ? `perd l’accès à ${operations(n)}` : 'aucune opération concernée'),
    losesLead: (team) => `ne gère plus ${team}`,
    losesRole: (role) => `perd le rôle « ${role} »`,
    moreLines: (n) => `et ${count(n, 'autre', 'autres')}`,
    lastLeader: 'Archivage impossible : dernier gestionnaire d’équipe actif à la racine. Désignez d’abord un successeur.',
    lastManager: (references) => `Archivage impossible : personne d’autre ne gère ${references}. Ajoutez-y d’abord un successeur.`,
    archived: (n) => count(n, 'habilitation archivée', 'habilitations archivées'),
    archiveSubmit: 'Archiver',
    restore: (n) => `Habiliter à nouveau ${count(n, 'personne', 'personnes')} ?`,
    restoreLead: 'Les accès aux opérations ne reviennent pas d’eux-mêmes : rendez-les depuis le menu de chaque personne.',
    restoreTo: (team) => `retrouve l’équipe ${team}`,
    restoreSubmit: 'Habiliter à nouveau',
  },

  lone: {
    text: (entity) => `Vous êtes seul(e) à la tête ${de(entity)} : en votre absence, personne ne peut habiliter à la racine. Désignez un second gestionnaire d’équipe.`,
    action: 'Habiliter un second gestionnaire',
  },

  strictness: {
    title: 'Invités prêteurs et emprunteurs',
    label: 'Les personnes ajoutées comme prêteur ou emprunteur doivent être habilitées par un gestionnaire d’équipe',
    on: (entity) => `Toute personne ajoutée à une opération pour le compte ${de(entity)} attend l’accord d’un gestionnaire d’équipe. C’est la règle, et le plus sûr.`,
    off: (entity) => `Du côté prêteur ou emprunteur, les personnes ajoutées pour le compte ${de(entity)} ont accès aussitôt, sans gestionnaire d’équipe. `
      + 'Du côté gestionnaire, une habilitation reste toujours nécessaire.',
    done: {
      on: 'L’accord d’un gestionnaire d’équipe est désormais nécessaire',
      off: 'Prêteurs et emprunteurs ont désormais accès sans gestionnaire d’équipe',
    },
  },

  why: 'Pourquoi ?',
}
