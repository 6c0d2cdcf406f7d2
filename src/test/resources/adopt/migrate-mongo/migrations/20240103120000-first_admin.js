// Ada looks after the others. ä€😀
module.exports = {
  async up(db) {
    await db.collection('users').insertOne({ email: 'ada@example.com', role: 'admin' });
  },

  async down(db) {
    await db.collection('users').deleteOne({ email: 'ada@example.com' });
  }
};
