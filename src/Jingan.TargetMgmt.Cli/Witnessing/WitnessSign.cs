using System.CommandLine;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Witnessing;

/// <summary><c>jtm witness sign</c>: the same witness on a machine without a network;
/// requests and cosignatures are carried.</summary>
internal static class WitnessSign
{
    public static Command Create(CommandConsole terminal)
    {
        var options = new WitnessOptions();
        var file = new Argument<string?>("request")
        {
            Description = new Text(
                "日志的 add-checkpoint 请求（GET …/add-checkpoint?old=N 的答复）；不给则读标准输入",
                "the log's add-checkpoint request (the answer to GET …/add-checkpoint?old=N); by default standard "
                    + "input").Current,
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = CliOption.Command("sign", new(
            "离线见证一个检查点，输出签名行", "cosign a checkpoint offline and print the line"), file, options.Key, options.Name,
            options.Log, options.State);
        command.SetAction(async (parsed, ct) =>
        {
            var request = await ReadAsync(parsed.GetValue(file), ct);
            using var witness = options.Open(parsed, terminal.Clock);
            return Show(terminal, witness.Add(request));
        });
        return command;
    }

    private static async Task<byte[]> ReadAsync(string? path, CancellationToken ct)
    {
        await using var from = path is null ? Console.OpenStandardInput() : InputFile.Open(path);
        var body = new byte[Witness.MaxBody + 1];
        var length = await from.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, ct);
        return length <= Witness.MaxBody ? body[..length] : throw ClientException.Impossible(new(
            $"请求超过 {Witness.MaxBody} 字节。", $"the request is longer than {Witness.MaxBody} bytes."));
    }

    private static int Show(CommandConsole terminal, WitnessAnswer answer)
    {
        switch (answer.Status)
        {
            case 200:
                terminal.Output.Write(answer.AsText); // as it is: it goes to POST …/cosignatures
                return ExitCode.Done;
            case 400:
                throw ClientException.Impossible(new(
                    $"请求不合格式：{answer.AsText}", $"the request is malformed: {answer.AsText}"));
            case 409:
                throw ClientException.Refused(new(
                    $"本见证方已见证到 {answer.AsText.TrimEnd()} 条；请用 old={answer.AsText.TrimEnd()} 重新取请求。",
                    $"this witness has cosigned {answer.AsText.TrimEnd()} entries; fetch the request with "
                        + $"old={answer.AsText.TrimEnd()}."));
            default:
                throw ClientException.Refused(new(
                    $"未签名（{answer.Status}）：{answer.AsText}", $"not cosigned ({answer.Status}): {answer.AsText}"));
        }
    }
}
