import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from 'playwright/test';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Asks axe, and fails with what it has found on this screen. */
export async function isAccessible(page: Page, screen: string): Promise<void> {
  const axe = new AxeBuilder({ page }).withTags(rules);
  const find = async () => {
    const { violations } = await axe.analyze();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  };
  // What is still fading in has another contrast than when it stands.
  await expect.poll(find, { message: screen }).toEqual([]);
}
