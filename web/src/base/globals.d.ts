declare module '@icons/*?url' {
  const url: string
  export default url
}
