using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Doctor;

/// <summary>Why the configuration cannot be read: each reason has another remedy.</summary>
internal static class ConfigurationLook
{
    public static Finding Unreadable(string path, Exception fault)
    {
        var (found, advice) = fault switch
        {
            InvalidDataException => (
                new Text($"配置文件有误：{fault.Message}", $"the configuration has a slip: {fault.Message}"),
                new Text("用编辑器改正该处；改正之前服务不能启动",
                    "mend that place in an editor; until then the service does not start")),
            FileNotFoundException or DirectoryNotFoundException => (
                new Text($"没有配置文件 {path}", $"there is no configuration {path}"),
                new Text("用 --config 指出；新安装用 jtm setup", "name it with --config; a new installation: jtm setup")),
            UnauthorizedAccessException when !Directory.Exists(path) => (
                new Text($"没有读取配置文件 {path} 的权限", $"the configuration {path} may not be read"),
                new Text("以 root 或服务的用户执行", "run as root or as the service's user")),
            _ => (
                new Text($"配置文件 {path} 无法读取：{fault.Message}",
                    $"the configuration {path} cannot be read: {fault.Message}"),
                new Text("用 --config 指出配置文件", "name the configuration file with --config")),
        };
        return Finding.Fault("configuration", found, advice);
    }
}
