using System.Text.RegularExpressions;

namespace Jingan.TargetMgmt.Tests.Architecture;

/// <summary>What the Debian package promises, read as text. <c>deploy/test-package.sh</c> installs it and tries
/// it.</summary>
public sealed partial class DebianPackageTests
{
    private const string Configuration = "/etc/jingan-targetmgmt/appsettings.json", User = "targetmgmt";
    private const string Storage = "/var/lib/jingan-targetmgmt", Backups = "/var/backups/jingan-targetmgmt";

    private static readonly UnitFile Service = UnitFile.Read("jingan-targetmgmt.service");
    private static readonly UnitFile Backup = UnitFile.Read("jingan-targetmgmt-backup.service");
    private static readonly string Script = File.ReadAllText(Path.Combine(Repository.Root, "deploy", "package.sh"));

    private static readonly string[] Both = ["jingan-targetmgmt.service", "jingan-targetmgmt-backup.service"];

    private static readonly string[] Lines =
    [
        "ProtectSystem=strict", "ProtectHome=yes", "PrivateTmp=yes", "PrivateDevices=yes", "ProtectClock=yes",
        "ProtectControlGroups=yes", "ProtectHostname=yes", "ProtectKernelLogs=yes", "ProtectKernelModules=yes",
        "ProtectKernelTunables=yes", "ProtectProc=invisible", "NoNewPrivileges=yes", "CapabilityBoundingSet=",
        "RestrictNamespaces=yes", "RestrictRealtime=yes", "RestrictSUIDSGID=yes", "LockPersonality=yes",
        "RemoveIPC=yes", "SystemCallArchitectures=native", "SystemCallFilter=@system-service",
        "SystemCallFilter=~@privileged", "UMask=0077", $"User={User}", $"Group={User}", "LimitNOFILE=65536",
        "Environment=DOTNET_EnableDiagnostics=0", $"ConditionPathExists={Configuration}",
    ];

    public static TheoryData<string, string> Hardening()
    {
        TheoryData<string, string> all = [];
        foreach (var unit in Both)
        {
            foreach (var line in Lines)
            {
                all.Add(unit, line);
            }
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(Hardening))]
    public void A_unit_is_shut_in(string unit, string line)
    {
        var (name, value) = (line.Split('=')[0], line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        Assert.Contains(value, UnitFile.Read(unit)[name]);
    }

    // A .NET program writes code at run time: with this it would not even start.
    [Fact]
    public void No_unit_forbids_what_a_compiler_at_run_time_needs() =>
        Assert.All(Both, unit => Assert.Empty(UnitFile.Read(unit)["MemoryDenyWriteExecute"]));

    [Fact]
    public void The_service_says_when_it_is_ready_and_starts_where_setup_put_its_things()
    {
        Assert.Equal(["notify"], Service["Type"]);
        Assert.Equal(["/usr/lib/jingan-targetmgmt/Jingan.TargetMgmt.Api"], Service["ExecStart"]);
        Assert.Contains($"TARGETMGMT_CONFIG={Configuration}", Service["Environment"]);
        Assert.Equal([Storage], Service["WorkingDirectory"]);
        Assert.Equal(["jingan-targetmgmt"], Service["StateDirectory"]);
        Assert.Equal(["0700"], Service["StateDirectoryMode"]);
        Assert.Contains("SystemdLifetime", Repository.Sources["src/Jingan.TargetMgmt.Api/UnderSystemd.cs"],
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_backup_reads_the_services_own_settings_and_reaches_no_network()
    {
        Assert.Equal(
            [$"/usr/bin/jtm backup ${{BACKUP_DIRECTORY}} --config {Configuration} --keep ${{BACKUP_KEEP}}"],
            Backup["ExecStart"]);
        Assert.Equal(["oneshot"], Backup["Type"]);
        Assert.Equal(["yes"], Backup["PrivateNetwork"]);
        Assert.Equal([$"{Storage} -{Backups}"], Backup["ReadWritePaths"]);
        Assert.Contains($"BACKUP_DIRECTORY={Backups} BACKUP_KEEP=14", Backup["Environment"]);
        Assert.Equal(["timers.target"], UnitFile.Read("jingan-targetmgmt-backup.timer")["WantedBy"]);
    }

    [Fact]
    public void The_user_is_one_that_nobody_signs_in_as() =>
        Assert.Matches($"(?m)^u {User} - \"[^\"]+\" {Storage} /usr/sbin/nologin$", DebianFolder.Read("sysusers.conf"));

    // What jtm setup makes is no file of the package: dpkg would ask about it at every upgrade.
    [Fact]
    public void The_configuration_is_setups_and_the_packages_own_is_a_conffile_without_secrets()
    {
        Assert.Contains("echo /etc/default/jingan-targetmgmt > \"$root/DEBIAN/conffiles\"", Script,
            StringComparison.Ordinal);
        Assert.DoesNotContain("appsettings.json", Script, StringComparison.Ordinal);
        Assert.All(DebianFolder.Read("default").Split('\n').Where(l => l.Length > 0),
            line => Assert.StartsWith("#", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Installing_starts_nothing_and_removing_deletes_no_record()
    {
        var install = Told().Replace(DebianFolder.Read("postinst"), ""); // what it does, not what it tells to do
        Assert.DoesNotMatch(@"systemctl (\S+ )*(start|enable|restart)\b", install);
        Assert.Contains("systemctl try-restart", install, StringComparison.Ordinal);
        var remove = DebianFolder.Read("prerm") + DebianFolder.Read("postrm");
        Assert.Empty(Deletion().Matches(remove).Select(m => m.Value));
        Assert.All(["/etc/jingan-targetmgmt", Storage, Backups],
            folder => Assert.Contains(folder, DebianFolder.Read("postrm"), StringComparison.Ordinal));
    }

    // What it is made of is said of what was published, by the tool and of the runtime; no package is made without.
    [Theory]
    [InlineData("make_tool")]
    [InlineData("make_jtm")]
    [InlineData("make_deb")]
    public void Every_package_brings_its_bill_of_materials_and_notices(string make)
    {
        var step = Regex.Match(
            Script, $@"^{make}\(\) \{{.*?^\}}$", RegexOptions.Singleline | RegexOptions.Multiline).Value;
        Assert.Contains("bill_of ", step, StringComparison.Ordinal);
        Assert.Matches(@"\n  inventory \S+ ""\$(folder|doc)"" ", step);
        Assert.DoesNotMatch(@"\.git\b", step);
        var inventory = File.ReadAllText(Path.Combine(Repository.Root, "deploy", "package", "inventory.py"));
        Assert.Contains("\"sbom.cdx.json\"", inventory, StringComparison.Ordinal);
        Assert.Contains("sbom.cdx.json", File.ReadAllText(
            Path.Combine(Repository.Root, "deploy", "test-package.sh")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("    rm -rf /var/lib/jingan-targetmgmt", true)]
    [InlineData("    [ -d x ] && rm -r \"$folder\"", true)]
    [InlineData("        echo \"  rm -r$left\"", false)]
    [InlineData("        rmdir \"$folder\"", false)]
    public void A_deletion_would_be_found(string line, bool isFound) =>
        Assert.Equal(isFound, Deletion().IsMatch(line));

    // The headers that the service believes of a named proxy (Doors:Proxies), and no more than it would say itself.
    [Theory]
    [InlineData("proxy_pass http://jingan_targetmgmt;")]
    [InlineData("server 127.0.0.1:5080;")]
    [InlineData("proxy_set_header Host $host;")]
    [InlineData("proxy_set_header X-Forwarded-For $remote_addr;")]
    [InlineData("proxy_set_header X-Forwarded-Proto $scheme;")]
    [InlineData("ssl_protocols TLSv1.2 TLSv1.3;")]
    public void The_proxy_says_what_the_service_listens_to(string line) =>
        Assert.Contains(line, DebianFolder.Read("nginx.conf"), StringComparison.Ordinal);

    [GeneratedRegex(@"^(?!\s*(#|echo)).*\brm\s", RegexOptions.Multiline)]
    private static partial Regex Deletion();

    [GeneratedRegex(@"<<'TEXT'.*?^TEXT", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Told();
}
