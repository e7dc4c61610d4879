using System.CommandLine;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Client;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Reporting;

/// <summary><c>jtm unit list</c>: the units, by code.</summary>
internal static class UnitCommands
{
    public static Command List(CommandConsole terminal)
    {
        var server = new ServerOptions();
        var command = CliOption.Command(
            "list", new("列出单位", "list the units"), server.Server, server.Token);
        command.SetAction(async (parsed, ct) =>
        {
            using var client = server.Connect(parsed, terminal);
            var units = await client.ListAsync("units?", ct).ToListAsync(ct);

            if (terminal.IsJson)
            {
                terminal.WriteList(units);
                return ExitCode.Done;
            }

            string[] header =
                [new Text("代码", "code").Current, new Text("名称", "name").Current, new Text("类别", "kind").Current];
            Table.Write(terminal, header, units.Select(ServerJson.Read<Unit>).Select(u => (string[])
            [
                u.Code.Value, u.Name,
                (u.Kind == UnitKind.Department ? new Text("部门", "department") : new("街镇", "subdistrict")).Current,
            ]));
            return ExitCode.Done;
        });
        return command;
    }
}
