// La moitié française. Apostrophes typographiques, espaces insécables devant : ; ! ? et dans les guillemets (vérifié par un test).
import type { ShellWords } from './en'

export const fr: ShellWords = {
  keys: {
    title: 'Raccourcis clavier',
    lead: 'Ils restent sans effet pendant que vous écrivez dans un champ.',
    go: 'Aller à une opération, une page ou une personne',
    search: 'Rechercher dans la liste',
    down: 'Ligne suivante',
    up: 'Ligne précédente',
    tick: 'Cocher ou décocher la ligne',
    help: 'Afficher ces raccourcis',
    enabled: 'Touches d’un seul caractère',
    enabledHint: 'Sans touche telle que Ctrl. Conservé dans ce navigateur.',
    or: 'ou',
  },
  go: {
    title: 'Aller à',
    field: 'Une opération, une page, une personne de cette liste',
    nothing: 'Rien ne porte ce nom.',
    found: (n) => (n < 2 ? `${n} résultat` : `${n} résultats`),
    operations: 'Opérations',
    people: 'Personnes de cette liste',
    pages: 'Pages',
    actions: 'Actions',
    add: 'Ajouter des contacts à cette opération',
    create: 'Nouvelle opération',
    keys: 'Raccourcis clavier',
  },
}
