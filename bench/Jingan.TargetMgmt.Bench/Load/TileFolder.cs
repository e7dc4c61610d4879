using System.Buffers;
using System.Globalization;
using System.Text;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Bench.Load;

/// <summary>Writes a signed log of made-up entries in tile layout, as <c>jtm export</c> would have left it,
/// with a policy beside it.</summary>
internal sealed class TileFolder(string folder)
{
    private const string Origin = "bench.localhost/log";

    private const long Targets = 1_000;

    private readonly List<(long Index, List<byte[]> Hashes)> _levels = [];

    public string Log => Path.Combine(folder, "log");

    public string Policy => Path.Combine(folder, "policy");

    public void Write(long size, int entryLength)
    {
        var signer = NoteSigner.NewEd25519(Origin);
        var bundle = new ArrayBufferWriter<byte>();
        var edge = TreeEdge.Empty;
        List<TreeNode> completed = [];
        for (var i = 0L; i < size; i++)
        {
            var entry = Entry(i, entryLength);
            EntryBundle.Append(bundle, entry);
            var leaf = MerkleTree.HashLeaf(entry);
            completed.Clear();
            edge = edge.Append(leaf, completed);
            Add(0, leaf);
            completed.ForEach(node => Add(node.Level, node.Hash));
            if ((i + 1) % Tile.FullWidth == 0 || i + 1 == size)
            {
                WriteFile(new EntryBundle(i / Tile.FullWidth, (int)(i % Tile.FullWidth) + 1).Path, bundle.WrittenSpan);
                bundle.ResetWrittenCount();
            }
        }

        for (var level = 0; level < _levels.Count; level++)
        {
            WriteTile(level);
        }

        var text = new Checkpoint(Origin, size, edge.Root()).ToText();
        WriteFile("checkpoint", SignedNote.Create(text, signer.Sign(text)).ToBytes());
        File.WriteAllText(Policy, $"log {signer.VerifierKey}\nquorum none\n");
    }

    // A period in which a thousand targets are reported on again and again; verification reads all of it.
    private static byte[] Entry(long index, int length)
    {
        const string Head = "\"at\":\"2018-07-01T01:02:03.000Z\",\"actor\":";
        if (index >= Targets + 4)
        {
            var number = index - Targets - 4;
            var start = string.Create(CultureInfo.InvariantCulture,
                $$"""{"v":1,"type":"progress",{{Head}}"u01-1","targetId":"BENCH-{{number % Targets:D6}}","targetVersion":1,"period":"2018-06","unit":"U01","revision":{{(number / Targets) + 1}},"value":3.1,"noChange":false,"narrative":" """).TrimEnd();
            const string End =
                "\",\"evidence\":[],\"signatory\":\"synthetic\",\"timeliness\":\"onTime\",\"underExtension\":false}";
            return Encoding.UTF8.GetBytes(start.PadRight(length - End.Length, 'x') + End);
        }

        return Encoding.UTF8.GetBytes(index < 2
            ? $$"""{"v":1,"type":"access",{{Head}}"service","name":"{{(index == 0 ? "synthetic" : "u01-1")}}","role":"{{(index == 0 ? "office" : "reporter")}}",{{(index == 0 ? "" : "\"unit\":\"U01\",")}}"fingerprint":"00","until":"2028-07-01T00:00:00.000Z"}"""
            : index == Targets + 3
            ? $$"""{"v":1,"type":"period-opened",{{Head}}"service","period":"2018-06","logSize":{{index}},"dueOn":"2018-07-10","postponeDays":30}"""
            : index == Targets + 2
            ? $$$"""{"v":1,"type":"period",{{{Head}}}"synthetic","version":1,"period":{"code":"2018-06","startsOn":"2018-06-01","endsOn":"2018-06-30","opensOn":"2018-07-01","dueOn":"2018-07-10","closesOn":"2018-07-20"}}"""
            : $$$"""{"v":1,"type":"target",{{{Head}}}"synthetic","version":1,"target":{"id":"BENCH-{{{index - 2:D6}}}","year":2018,"level":"departmental","field":"synthetic","title":"synthetic","nature":"anticipated","kind":"qualitative","leadUnit":"U01","source":"synthetic","requirement":""}}""");
    }

    private void Add(int level, byte[] hash)
    {
        if (level == _levels.Count)
        {
            _levels.Add((0, []));
        }

        _levels[level].Hashes.Add(hash);
        if (_levels[level].Hashes.Count == Tile.FullWidth)
        {
            WriteTile(level);
            _levels[level] = (_levels[level].Index + 1, []);
        }
    }

    private void WriteTile(int level)
    {
        var (index, hashes) = _levels[level];
        if (hashes.Count > 0)
        {
            WriteFile(new Tile(level, index, hashes.Count).Path, (byte[])[.. hashes.SelectMany(h => h)]);
        }
    }

    private void WriteFile(string path, ReadOnlySpan<byte> bytes)
    {
        var file = Path.Combine(Log, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, bytes);
    }
}
