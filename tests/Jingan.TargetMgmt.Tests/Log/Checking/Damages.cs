using System.Security.Cryptography;
using Jingan.TransparencyLog;
using static Jingan.TargetMgmt.Tests.Log.Checking.Damage;

namespace Jingan.TargetMgmt.Tests.Log.Checking;

/// <summary>
/// The tampering drill: which damage is found by which start.
/// An ordinary start reads what came after the last full tile below the high-water mark, and the nodes on the tree's
/// right edge; VerifyAll reads every row. What neither finds leaves every signed checkpoint provable: it is for <c>jtm
/// verify</c>, the witnesses and whoever holds the missing checkpoint.
/// </summary>
internal static class Damages
{
    private const string Covers = "the newest checkpoint covers", Recomputed =
        "the root recomputed from the rows", Another = "has another root than its entries give",
        NotOurs = "is not signed by this key", OldCopy = "an old copy was put back", TwoLogs =
            "there are two different logs", Level1 = "tile level 1 has",
        NoteAltered = "was altered: ";

    private const string SecondHistory = "one key signs no second history";

    private static readonly byte[] OtherRoot = SHA256.HashData("another tree"u8);

    public static readonly IReadOnlyList<Damage> All =
    [
        // log_entry
        new("an old entry's bytes are altered", [257, 600, 70_000], "update log_entry set data = x'00' where idx = 3",
            null, "entry 3 does not match its hash"),
        new("the last entry's bytes are altered", [1, 255, 257, 600, 70_000],
            "update log_entry set data = x'00' where idx = @last", "does not match its hash",
            "does not match its hash"),
        new("the last entry of a full tile is altered", [256], "update log_entry set data = x'00' where idx = @last",
            null, "entry 255 does not match its hash"),
        new("an old entry is altered with its hash", [257, 600], (log, _) => ReplaceEntry(log, 3), null, Another),
        new("the last entry is altered with its hash", [257, 600], (log, size) => ReplaceEntry(log, size - 1),
            Recomputed, Another),
        new("an entry of a log without a full tile is altered with its hash", [1, 255],
            (log, size) => ReplaceEntry(log, size - 1), Another, Another),
        new("an old entry is deleted", [257, 600, 70_000], "delete from log_entry where idx = 3", null, Covers),
        new("the last entry is deleted", [1, 255, 256, 257, 600], "delete from log_entry where idx = @last", Covers,
            Covers),
        new("the last entries are cut off", [255, 600, 70_000], "delete from log_entry where idx >= @size - 20", Covers,
            Covers),
        new("all entries are deleted", [1, 256, 600], "delete from log_entry", Covers, Covers),
        new("an entry is added at the end", [1, 255, 256, 600],
            "insert into log_entry select @size, leaf_hash, data from log_entry where idx = 0", Covers, Covers),
        new("an entry is added before the first", [257, 600],
            "insert into log_entry select -1, leaf_hash, data from log_entry where idx = 0", null, Covers),
        new("two old entries change places", [257, 600], Swap("log_entry", "idx", 3, 4), null, Another),
        new("the last two entries change places", [600],
            (log, size) => log.Edit(Swap("log_entry", "idx", size - 2, size - 1)), Recomputed, Another),

        // log_node
        new("a node on the edge is altered", [256, 600, 70_000],
            (log, size) =>
                log.Edit($"update log_node set hash = zeroblob(32) where level = 1 and idx = {(size / 256) - 1}"),
                Recomputed, "of tile level 1 was altered"),
        new("a node that was hashed up is altered", [70_000],
            "update log_node set hash = zeroblob(32) where level = 1 and idx = 0", null,
            "node 0 of tile level 1 was altered"),
        new("a node of level 2 is altered", [70_000], "update log_node set hash = zeroblob(32) where level = 2",
            Recomputed, "node 0 of tile level 2 was altered"),
        new("a node is deleted", [256, 600, 70_000], "delete from log_node where level = 1 and idx = 0", Level1,
            Level1),
        new("a node of the edge is exchanged for one nowhere", [600],
            "update log_node set idx = -1 where level = 1 and idx = 0", "tree nodes are missing",
            "of tile level 1 was altered or is missing"),
        new("a node is added", [255, 600], "insert into log_node values (1, @size / 256, zeroblob(32))", Level1,
            Level1),
        new("a node is added on a level not reached", [1, 600], "insert into log_node values (3, 0, zeroblob(32))",
            "levels that the tree has not reached", "levels that the tree has not reached"),
        new("two nodes change places", [600], Swap("log_node", "idx", 0, 1), Recomputed,
            "node 0 of tile level 1 was altered"),
        new("all nodes are deleted", [600, 70_000], "delete from log_node", Level1, Level1),

        // log_checkpoint
        new("the newest checkpoint's root is altered", [1, 256, 600],
            "update log_checkpoint set root = zeroblob(32) where size = @size", TwoLogs, TwoLogs),
        new("the same, and no mark", [1, 600],
            (log, size) => Unmarked(log, () =>
                log.Edit($"update log_checkpoint set root = zeroblob(32) where size = {size}")), NotOurs, NotOurs),
        new("the newest checkpoint's note is no note", [1, 600],
            "update log_checkpoint set note = x'00' where size = @size", NotOurs, NotOurs),
        new("the newest checkpoint is signed by another key", [1, 600],
            (log, size) => Replace(log, size, Signed(NoteSigner.NewEd25519(Origin), size, RootAt(log, size))), NotOurs,
            NotOurs),
        new("the newest checkpoint is of another origin", [1, 600],
            (log, size) =>
                Replace(log, size, Signed(NoteSigner.NewEd25519("else.example/log"), size, RootAt(log, size))),
                "it is a checkpoint of else.example/log", "it is a checkpoint of else.example/log"),
        new("a second root for the newest size, correctly signed", [1, 256, 600],
            (log, size) => Replace(log, size, Signed(log, size, OtherRoot), OtherRoot), TwoLogs, TwoLogs),
        new("the same, and no mark: second root", [1, 256, 600],
            (log, size) => Unmarked(log, () => Replace(log, size, Signed(log, size, OtherRoot), OtherRoot)), Another,
            Another),
        new("an old checkpoint's root is altered", [600],
            "update log_checkpoint set root = zeroblob(32) where size = 50", null, Another),
        new("a second root for an old size, correctly signed", [600],
            (log, _) => Replace(log, 50, Signed(log, 50, OtherRoot), OtherRoot), null, Another),
        new("an old checkpoint's note is altered", [600], "update log_checkpoint set note = x'00' where size = 50",
            null, NoteAltered),
        new("an old checkpoint is signed by another key", [600],
            (log, _) => Replace(log, 50, Signed(NoteSigner.NewEd25519(Origin), 50, RootAt(log, 50))), null,
            NoteAltered),
        new("an old checkpoint is of another origin", [600],
            (log, _) => Replace(log, 50, Signed(NoteSigner.NewEd25519("else.example/log"), 50, RootAt(log, 50))), null,
            NoteAltered),
        new("two old checkpoints' notes change places", [600],
            "update log_checkpoint set note = (select c.note from log_checkpoint c where c.size = 150 - "
                + "log_checkpoint.size) where size in (50, 100)", null, NoteAltered),
        new("two old checkpoints change places", [600], Swap("log_checkpoint", "size", 50, 100), null, Another),
        new("the newest checkpoint is deleted", [1, 256, 600], "delete from log_checkpoint where size = @size", OldCopy,
            OldCopy),
        new("the newest checkpoints are cut off", [600], "delete from log_checkpoint where size > @size - 100", OldCopy,
            OldCopy),
        new("an old checkpoint is deleted", [600], "delete from log_checkpoint where size = 50", null, null),
        new("a checkpoint is added that was never published, correctly signed", [600],
            (log, _) => Add(log, 7, Signed(log, 7, OtherRoot), OtherRoot), null, Another),
        new("a checkpoint is added beyond the entries, correctly signed", [1, 600],
            (log, size) => Add(log, size + 1, Signed(log, size + 1, OtherRoot), OtherRoot), Covers, Covers),

        // log_cosignature: nothing that the log promises rests on these rows.
        // What is served from them is verified first.
        new("a cosignature is added that nobody made", [600],
            "insert into log_cosignature values (@size, 'w', 1, 'not a line')", null, null),

        // The file outside the database
        new("the mark is deleted", [1, 256, 600], (log, _) => File.Delete(log.HighWater), "is missing", "is missing"),
        new("the mark is no mark", [600], (log, _) => File.WriteAllText(log.HighWater, "six hundred"), "cannot be read",
            "cannot be read"),
        new("the mark knows another root", [1, 600], (log, size) => Mark(log, size, OtherRoot), TwoLogs, TwoLogs),
        new("the mark is ahead", [1, 600], (log, size) => Mark(log, size + 1, OtherRoot), OldCopy, OldCopy),
        new("everything is cut off to an old size", [600], (log, _) => CutTo(log, 500), OldCopy, OldCopy),
        new("everything is cut off to an old size, and no mark", [600],
            (log, _) => Unmarked(log, () => CutTo(log, 500)), SecondHistory, SecondHistory),
        new("everything is cut off to an old size, and the mark with it", [600],
            (log, _) =>
            {
                CutTo(log, 500);
                Mark(log, 500, RootAt(log, 500));
            }, OldCopy, OldCopy),
        new("everything is cut off to an old size, with neither mark left", [600],
            (log, _) => Unmarked(log, () =>
            {
                File.Delete(log.KeyMark);
                CutTo(log, 500);
            }), null, null),
        new("the mark beside the key is deleted", [1, 600], (log, _) => File.Delete(log.KeyMark), null, null),
        new("the mark beside the key is no mark", [600], (log, _) => KeyMark(log, "six hundred"), "cannot be read",
            "cannot be read"),
        new("the mark beside the key knows another root", [1, 600],
            (log, size) => KeyMark(log, $"{size:D19} {Convert.ToBase64String(OtherRoot)}\n"), TwoLogs, TwoLogs),
        new("the mark beside the key is ahead", [1, 600],
            (log, size) => KeyMark(log, $"{size + 1:D19} {Convert.ToBase64String(OtherRoot)}\n"), OldCopy, OldCopy),
    ];

    private static string Swap(string table, string key, long a, long b) =>
        $"update {table} set {key} = -9 where {key} = {a}; update {table} set {key} = "
        + $"{a} where {key} = {b}; update {table} set {key} = {b} where {key} = -9";

    private static void ReplaceEntry(LogCopy log, long index) =>
        log.Edit($"update log_entry set data = x'00', leaf_hash = @hash where idx = {index}",
            ("@hash", MerkleTree.HashLeaf([0])));

    private static void Add(LogCopy log, long size, byte[] note, byte[] root) =>
        log.Edit($"insert into log_checkpoint values ({size}, @root, @note, '2018-07-01T01:02:03.000Z')",
            ("@root", root), ("@note", note));

    private static void CutTo(LogCopy log, long size) =>
        log.Edit($"delete from log_entry where idx >= {size}; delete from log_checkpoint where size "
            + $"> {size}; delete from log_node where idx >= {size / 256}");

    private static void Mark(LogCopy log, long size, byte[] root) =>
        File.WriteAllText(log.HighWater, $"{size:D19} {Convert.ToBase64String(root)}\n");

    // What stands after the mark stays: the key that it is about.
    private static void KeyMark(LogCopy log, string mark)
    {
        var lines = File.ReadAllLines(log.KeyMark);
        File.WriteAllText(log.KeyMark, mark.PadRight(65, '\n') + lines[^1] + "\n");
    }

    private static void Unmarked(LogCopy log, Action damage)
    {
        File.Delete(log.HighWater);
        damage();
    }
}
