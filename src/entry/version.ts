/**
 * Version of this tool. A constant beside package.json (a test holds the two together): importing the manifest would
 * bundle all of it, and every change of a development dependency would change the release.
 */
export const VERSION = "0.1.0";
