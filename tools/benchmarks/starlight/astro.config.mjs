import starlight from "@astrojs/starlight";
import { defineConfig } from "astro/config";

export default defineConfig({
  integrations: [starlight({ title: "Lower back exercises", sidebar: [{ label: "Exercises", link: "/" }] })],
});
