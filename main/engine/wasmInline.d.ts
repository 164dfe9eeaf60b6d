declare module '*.wasm?inline' {
  /** The file as a `data:` URL. */
  const dataUrl: string;
  // biome-ignore lint/style/noDefaultExport: what the bundler makes of the import
  export default dataUrl;
}
