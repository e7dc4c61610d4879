using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Log.Backups;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Cli.Storage;

/// <summary>What an adoption would mean, as it is printed.</summary>
/// <param name="own">The key that the side is configured with.</param>
internal sealed class AdoptionLines(string side, AdoptableLog log, VerifierKey own, CommandConsole terminal)
{
    /// <summary>Tells it.</summary>
    /// <returns>Whether it cannot be.</returns>
    public bool Show()
    {
        var (size, root) = (log.Head.Size, Convert.ToHexStringLower(log.Head.Root));
        Write(new(
            $"{side}：本副本有 {size} 条记录，根 {root}，由 {log.Signer} 签署，已从头核验。",
            $"{side}: this copy has {size} entries, root {root}, signed by {log.Signer}, verified from the first."));
        var isOwn = own.ToString() == log.Signer.ToString();
        if (log.Lost is not { } lost)
        {
            Write(isOwn
                ? new("没有发现比它更新的检查点：沿用原密钥继续。", "no newer checkpoint is known here: the same key goes on.")
                : new($"此后由新密钥 {own} 签署。", $"from here on the key {own} signs."));
            Write(new(
                "本机看不到别处所存的检查点：采用前请先问过全部见证方和 jtm verify 的使用者。",
                "checkpoints that others hold are not seen here: ask every witness, and who runs jtm verify, first."));
            return false;
        }

        Write(lost.Size > size
            ? new($"已签署过 {lost.Size} 条的检查点：第 {size} 至 {lost.Size - 1} 条已丢失，其回执不再能对日志核验。",
                $"a checkpoint of {lost.Size} entries was signed: entries {size} to {lost.Size - 1} are lost, and "
                    + "their receipts verify against the log no more.")
            : new($"大小为 {lost.Size} 的检查点有另一个根 {lost.Root}：存在另一段历史。",
                $"the checkpoint of size {lost.Size} was signed with another root, {lost.Root}: there is another "
                    + "history."));
        if (!isOwn)
        {
            Write(new($"此后由新密钥 {own} 签署；旧密钥不再签署任何内容。",
                $"from here on the key {own} signs; the old key signs nothing more."));
            return false;
        }

        terminal.WriteError(new Text(
            "同一密钥不得再签另一段历史，见证方也会拒绝。最新的数据库若还在，请换回；若已丢失，请以 jtm key log 生成新密钥，配置新的 Origin 与 "
                + "KeyFile（以 --vkey 给出旧密钥），再执行 jtm adopt，见 docs/disaster.md。",
            "one key signs no second history, and witnesses would refuse it. Put the newest database back if it is "
                + "anywhere; if it is lost, make a new key with jtm key log, configure a new Origin and KeyFile (name "
                + "the old key with --vkey), and run jtm adopt again, see docs/disaster.md.").Current);
        return true;
    }

    private void Write(Text line)
    {
        if (!terminal.IsJson)
        {
            terminal.Write(line);
        }
    }
}
