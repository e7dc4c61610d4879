using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Jingan.TargetMgmt.Tests.SqlServer;
using Jingan.Tests.Ports;
using Microsoft.Data.SqlClient;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>The real process: a first start, a second one, and starts that cannot succeed.</summary>
public sealed class StartTests : IDisposable
{
    private readonly StartedProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task A_first_start_seeds_and_hands_out_demo_access_and_a_second_does_nothing_twice()
    {
        var port = FreePort.Find();
        var first = await _program.RunUntilReadyAsync(port);
        var tokens = await File.ReadAllTextAsync(Path.Combine(_program.Folder, "data", "demo", "tokens.json"), Http.Ct);
        var second = await _program.RunUntilReadyAsync(port);
        Assert.Equal(WithoutRound(first), WithoutRound(second));
        Assert.Equal(
            tokens, await File.ReadAllTextAsync(Path.Combine(_program.Folder, "data", "demo", "tokens.json"), Http.Ct));
        Assert.Contains("\"JD-BEIZHAN\"", tokens, StringComparison.Ordinal);
    }

    // Each start looks at everything once, in its own time; and the disk is others' as well.
    private static string WithoutRound(string ready) =>
        System.Text.RegularExpressions.Regex.Replace(ready, "\"(checkedSize|checkedAt|freeMegabytes)\":[^,}]*", "");

    [Fact]
    public async Task In_Production_a_missing_log_key_stops_the_start() =>
        await _program.FailsAsync("government-log.pem", "数据文件有误");

    [Fact]
    public async Task A_restore_that_was_cut_short_stops_the_start()
    {
        var data = Path.Combine(_program.Folder, "data");
        LogKeys.Write(data);
        Directory.CreateDirectory(Path.Combine(data, ".restoring"));
        await _program.FailsAsync("jtm restore", "无法启动");
        Assert.Empty(Directory.GetFiles(data, "*.db"));
    }

    [Fact]
    public async Task A_holiday_file_that_names_a_day_twice_is_one_clear_line()
    {
        var holidays = Directory.CreateDirectory(Path.Combine(_program.Folder, "holidays")).FullName;
        await File.WriteAllTextAsync(Path.Combine(holidays, "2019.csv"),
            "# source: 国办发明电〔2018〕15号\ndate,kind,name\n2019-01-01,holiday,元旦\n2019-01-01,holiday,元旦\n", Http.Ct);
        await _program.FailsAsync("2019.csv:4", "日期重复", "--Government:Reporting:HolidayFolder", holidays);
    }

    [Fact]
    public async Task A_port_in_use_is_one_clear_line()
    {
        LogKeys.Write(Path.Combine(_program.Folder, "data"));
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await _program.FailsAsync("--urls", "端口", "--urls",
            $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_one_clear_line()
    {
        var file = Path.Combine(_program.Folder, "file");
        await File.WriteAllTextAsync(file, "", Http.Ct);
        await _program.FailsAsync("Storage:Directory", "无法读写", "--Storage:Directory", Path.Combine(file, "data"));
    }

    // Whenever the signal comes: before anything is made, while it is, or while the port is opened.
    [Theory, InlineData(0), InlineData(400), InlineData(900)]
    public async Task A_start_that_is_told_to_stop_ends_in_one_line(int afterMilliseconds)
    {
        using var process = _program.Start("Development", "--urls", $"http://127.0.0.1:{FreePort.Find()}");
        var error = process.StandardError.ReadToEndAsync(Http.Ct);
        await Task.Delay(afterMilliseconds, Http.Ct);
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await process.WaitForExitAsync(Http.Ct);
        Assert.True((await error).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length <= 1, await error);
        Assert.Contains(process.ExitCode, (int[])[0, 143]); // 143: before the program had begun
    }

    [Fact]
    public async Task Too_few_file_handles_are_one_clear_line()
    {
        var start = new ProcessStartInfo("bash",
            ["-c", $"ulimit -n 300; exec dotnet {Path.Combine(AppContext.BaseDirectory, "Jingan.TargetMgmt.Api.dll")}"])
        {
            WorkingDirectory = _program.Folder, RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = await process.StandardError.ReadToEndAsync(Http.Ct);
        await process.WaitForExitAsync(Http.Ct);
        Assert.Equal(1, process.ExitCode);
        Assert.Contains("ulimit -n", Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Government:Database:Engine", "oracle")]
    [InlineData("Storage:Directory", "")]
    public async Task A_bad_configuration_value_is_one_clear_line(string key, string value) =>
        await _program.FailsAsync(key.Split(':')[^1], "配置有误", $"--{key}", value);

    [Fact]
    public async Task Figures_that_would_be_open_to_the_network_without_a_token_are_one_clear_line() =>
        await _program.FailsAsync("Telemetry:PrometheusTokenFile", "配置有误",
            "--Telemetry:Prometheus", "true", "--Telemetry:PrometheusAddress", "0.0.0.0:9464");

    [Theory]
    [InlineData("Webhooks:Endpoints:0:Name", "Office")]
    [InlineData("Doors:MinBytesPerSecond", "0")]
    [InlineData("Doors:Proxies:0", "proxy")]
    [InlineData("Limits:Write:PerSecond", "0")]
    [InlineData("Evidence:Types:0", "application/x-none")]
    public async Task A_bad_setting_stops_the_start_before_anything_is_made(string key, string value)
    {
        var data = Path.Combine(_program.Folder, "data");
        LogKeys.Write(data);
        await _program.FailsAsync(key.Split(':')[1], "配置有误", $"--{key}", value);
        Assert.Empty(Directory.GetFiles(data));
    }

    [Fact]
    public Task All_bad_settings_are_told_at_once() => _program.FailsAsync("Limits:Write", "Webhooks:Endpoints:0",
        "--Limits:Write:PerSecond", "0", "--Webhooks:Endpoints:0:Name", "Office");

    [Theory]
    [InlineData("Modules", "--Modules", "reports")]
    [InlineData("Government:Facts:Url", "--Modules", "evaluation")]
    [InlineData("Government:Facts:Url", "--Modules", "evaluation", "--Government:Facts:Url", "http://targets.example",
        "--Government:Facts:TokenFile", "t")]
    [InlineData("Evaluation:Facts:Url", "--Modules", "government", "--Evaluation:Facts:Url",
        "https://user@rating.example", "--Evaluation:Facts:TokenFile", "t")]
    [InlineData("Evaluation:Facts:TokenFile", "--Modules", "government", "--Evaluation:Facts:Url",
        "https://rating.example")]
    [InlineData("CertificateFile", "--Modules", "government", "--Evaluation:Facts:Url", "https://rating.example",
        "--Evaluation:Facts:TokenFile", "t", "--Evaluation:Facts:CertificateFile", "none")]
    public async Task A_side_alone_is_told_where_the_other_is_or_does_not_start(
        string names, params string[] arguments) => await _program.FailsAsync(names, "配置有误", arguments);

    [Fact]
    public async Task A_schema_that_was_not_migrated_is_one_clear_line()
    {
        LogKeys.Write(Path.Combine(_program.Folder, "data"));
        await _program.FailsAsync("jtm migrate --side government", "数据库结构不符", "--Database:MigrateOnStart", "false");
    }

    [Fact]
    public async Task A_database_server_that_does_not_answer_is_one_clear_line_without_the_password()
    {
        await FailsOnServerAsync(
            "firewall", "无法打开数据库",
            $"Server=127.0.0.1,{FreePort.Find()};Database=government;"
                + "User ID=service;Password=not-to-be-shown;Connect "
                + "Timeout=1\n");
    }

    [Fact]
    public async Task A_schema_that_was_not_migrated_is_one_clear_line_on_a_server_too()
    {
        using var database = new SqlServerDatabase("government");
        await FailsOnServerAsync("jtm migrate --side government", "数据库结构不符", database.ConnectionString);
    }

    [Fact]
    public async Task A_database_that_is_not_on_the_server_is_one_clear_line()
    {
        var missing = new SqlConnectionStringBuilder(TestServer.ConnectionStringOrSkip())
        {
            InitialCatalog = $"missing_{Guid.NewGuid():N}",
        };
        await FailsOnServerAsync("deploy/sqlserver/logins.sql", "无法打开数据库", missing.ConnectionString);
    }

    [Theory]
    [InlineData("{\n  \"Urls\": \"http://127.0.0.1:5080\"\n  \"Doors\": {}\n}", "line 3, byte 3")]
    [InlineData("{ \"Urls\": \"a\", \"urls\": \"b\" }", "duplicate key 'urls'")]
    public async Task A_slip_in_the_settings_is_one_clear_line_with_its_place(string settings, string place)
    {
        var file = Path.Combine(_program.Folder, "settings.json");
        await File.WriteAllTextAsync(file, settings, Http.Ct);
        await _program.FailsAsync(file, "配置有误", "--config", file);
        await _program.FailsAsync(place, "配置有误", "--config", file);
    }

    // journalctl -p warning shows what begins with a level, and of what does not only notices.
    [Theory, InlineData("NOTIFY_SOCKET", "<3>"), InlineData("JOURNAL_STREAM", "")]
    public async Task A_failed_start_has_a_level_for_the_journal_as_a_unit_and_none_for_a_person(
        string variable, string level)
    {
        using var process = _program.Start("Production", [], [(variable, "9:1")]);
        var error = await process.StandardError.ReadToEndAsync(Http.Ct);
        await process.WaitForExitAsync(Http.Ct);
        Assert.StartsWith($"{level}配置有误", Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("9:34871", "socket:[34871]", true)]
    [InlineData("9:34871", "socket:[34872]", false)]
    [InlineData("9:34871", "pipe:[34871]", false)]
    [InlineData("9:34871", null, false)]
    [InlineData("", "socket:[]", false)]
    [InlineData(null, "socket:[34871]", false)]
    public void The_journals_own_stream_is_told_from_one_that_a_person_reads(
        string? journal, string? stream, bool isIt) => Assert.Equal(isIt, UnderSystemd.IsJournal(journal, stream));

    [Fact]
    public async Task A_broken_access_token_file_is_one_clear_line()
    {
        LogKeys.Write(Path.Combine(_program.Folder, "data"));
        await File.WriteAllTextAsync(Path.Combine(_program.Folder, "data", "access-tokens.json"), "[{]", Http.Ct);
        LogKeys.Close(Path.Combine(_program.Folder, "data", "access-tokens.json"));
        await _program.FailsAsync("access-tokens.json", "数据文件有误");
    }

    [Fact]
    public async Task The_health_probe_tells_a_service_that_answers_from_one_that_does_not()
    {
        var port = FreePort.Find();
        using var service = _program.Start("Development", "--urls", $"http://127.0.0.1:{port}");
        try
        {
            await StartedProgram.ReadyAsync(service, port);
            Assert.Equal(0, await ProbeAsync("--urls", $"http://*:{port}"));
        }
        finally
        {
            service.Kill();
            await service.WaitForExitAsync(CancellationToken.None);
        }

        Assert.Equal(1, await ProbeAsync("--urls", $"http://127.0.0.1:{port}"));
    }

    // Its certificate is for the name that people use.
    [Fact]
    public async Task The_health_probe_asks_a_service_that_shows_a_certificate()
    {
        var port = FreePort.Find();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=targets.example.gov.cn", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var (file, keyFile) = (Path.Combine(_program.Folder, "tls.crt"), Path.Combine(_program.Folder, "tls.key"));
        await File.WriteAllTextAsync(file, certificate.ExportCertificatePem(), Http.Ct);
        await File.WriteAllTextAsync(keyFile, key.ExportPkcs8PrivateKeyPem(), Http.Ct);
        string[] settings = ["--Kestrel:Endpoints:Tls:Url", $"https://*:{port}", "--Doors:CertificateFile", file,
            "--Doors:CertificateKeyFile", keyFile];
        using var service = _program.Start("Development", settings);
        try
        {
            var exit = 1;
            for (var attempt = 0; exit != 0 && attempt < 60; attempt++)
            {
                exit = await ProbeAsync(settings);
            }

            Assert.Equal(0, exit);
        }
        finally
        {
            service.Kill();
            await service.WaitForExitAsync(CancellationToken.None);
        }
    }

    private async Task<int> ProbeAsync(params string[] arguments)
    {
        using var probe = _program.Start("Production", ["--healthcheck", .. arguments]);
        await probe.WaitForExitAsync(Http.Ct);
        return probe.ExitCode;
    }

    private async Task FailsOnServerAsync(string names, string says, string connection)
    {
        LogKeys.Write(Path.Combine(_program.Folder, "data"));
        var secret = Path.Combine(_program.Folder, "connection");
        await File.WriteAllTextAsync(secret, connection, Http.Ct);
        await _program.FailsAsync(names, says, "--Government:Database:Engine", "sqlserver",
            "--Government:Database:ConnectionStringFile", secret);
    }
}
