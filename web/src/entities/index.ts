// What other rooms have of it.
export { TeamField } from './TeamField'
export { ownTeam, useTeams } from './teams'
export { entityWords } from './words/index'
export { LanguageField } from './LanguageField'
