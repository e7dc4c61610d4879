using System.Text;
using Dapper;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Api.Tests.TwentyWays;

/// <summary>By whoever has the database of a stopped side, its high-water file and the key of its log: rows, tree,
/// checkpoints and mark fit together again, and the service cannot know.</summary>
internal static class KeyHolderWays
{
    // The assessor's key he does not have.
    public static async Task Who_has_the_evaluation_logs_key_signs_a_log_in_which_the_red_is_green(RedRating red)
    {
        await red.PutBackAsync(Stage.Released);
        await RewriteAsync(red.Service, "evaluation", red.Index, DatabaseFile.Repainted,
            "update rating set colour = 'green'");
        red.Start();
        RedRating.Refused(503, "log_in_doubt", await red.Service.Office.ReadAsync("ratings?period=2018-06"));
        var said = await red.VerifyAsync(1);
        Assert.Contains($"entry {red.Index}: the signature is not by the key", said, StringComparison.Ordinal);
        Assert.Contains("the log has forked", said, StringComparison.Ordinal); // since it was verified last
    }

    // What the assessor judged he signed with its hash.
    public static async Task Who_has_the_government_logs_key_signs_a_log_in_which_the_figure_was_reached(RedRating red)
    {
        await red.PutBackAsync(Stage.Released);
        var basis = await red.Service.AskAsync<long>(
            "government", "select log_index from progress_current where target_id = 'JA2018-028'");
        await RewriteAsync(red.Service, "government", basis, Raised,
            "update progress_current set value = 7000000 where target_id = 'JA2018-028'");
        red.Start();
        await red.IsCheckedAndReadyAsync(); // the side itself is none the wiser
        await red.ShowsRedAsync();
        var said = await red.VerifyAsync(1, "--period", RedRating.Period);
        Assert.Contains($"entry {red.Index}: its basis, government entry {basis}, has the leaf hash", said,
            StringComparison.Ordinal);
        Assert.Contains($"{Reporting.Target} has judged.actual \"1\", the government log has \"7\"", said,
            StringComparison.Ordinal);
    }

    private static byte[] Raised(byte[] data) =>
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(data)
            .Replace("\"value\":1,", "\"value\":7,", StringComparison.Ordinal));

    // Every checkpoint after the entry is signed anew, and the marks with the last of them.
    private static async Task RewriteAsync(
        RestartedFactory service, string side, long index, Func<byte[], byte[]> change, string rows)
    {
        var data = change(await service.AskAsync<byte[]>(side, "select data from log_entry where idx = @index", new
        {
            index,
        }));
        await service.EditAsync(
            side, "update log_entry set data = @data, leaf_hash = @hash where idx = @index; " + rows,
            new { index, data, hash = MerkleTree.HashLeaf(data) });
        await using var connection = service.OpenDatabase(side);
        var leaves = (await connection.QueryAsync<byte[]>("select leaf_hash from log_entry order by idx")).ToArray();
        var signer = NoteSigner.FromPem($"targetmgmt.localhost/{side}",
            await File.ReadAllTextAsync(Path.Combine(service.Folder, "keys", $"{side}-log.pem"), Http.Ct));
        foreach (var size in await connection.QueryAsync<long>("select size from log_checkpoint where size > @index",
            new { index }))
        {
            var root = RootOf(leaves.AsSpan(0, (int)size));
            var text = new Checkpoint(signer.VerifierKey.Name, size, root).ToText();
            var note = SignedNote.Create(text, signer.Sign(text)).ToBytes();
            await service.EditAsync(side, "update log_checkpoint set root = @root, note = @note where size = @size", new
            {
                size, root, note,
            });
            var mark = Encoding.ASCII.GetBytes($"{size:D19} {Convert.ToBase64String(root)}\n");
            await File.WriteAllBytesAsync(Path.Combine(service.Folder, $"{side}.high-water"), mark, Http.Ct);
            await using var beside = File.OpenWrite(Path.Combine(service.Folder, "keys", $"{side}-log.mark"));
            await beside.WriteAsync(mark, Http.Ct); // and the one beside the key, of which the rest stays
        }
    }

    // As RFC 6962, section 2.1 defines it.
    private static byte[] RootOf(ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length == 1)
        {
            return leaves[0];
        }

        var left = 1;
        while (left * 2 < leaves.Length)
        {
            left *= 2;
        }

        return MerkleTree.HashNode(RootOf(leaves[..left]), RootOf(leaves[left..]));
    }
}
