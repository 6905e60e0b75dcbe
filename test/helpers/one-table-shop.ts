import { writeTree } from './project-tree.ts';

/** `shop.json` in the folder: a catalog with one table, `orders`, of these columns; its key is `id`. */
export function writeShop(folder: string, ...columns: readonly string[]): void {
  const orders = { name: 'orders', columns: columns.map((name) => ({ name, type: 'integer' })), primary_key: ['id'] };
  writeTree(folder, { 'shop.json': JSON.stringify({ name: 'shop', dialect: 'pg', tables: [orders] }) });
}
