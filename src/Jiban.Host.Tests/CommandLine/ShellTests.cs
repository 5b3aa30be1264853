using System.Diagnostics;
using Jiban.Host.Tests.House;
using Jiban.Platform.Store;

namespace Jiban.Host.Tests.CommandLine;

/// <summary>
/// What <c>./jiban</c> does around the program when its user is another one than the caller. Here the program only tells what it was given,
/// and what its user can't reach is a folder called <c>closed</c>.
/// </summary>
public sealed class ShellTests : IDisposable
{
    private const string Around = """
        set -euo pipefail
        say() { printf '%s\n' "$*" >&2; }
        fail() { say "jiban: $*"; exit 1; }
        root=$1 here=$2
        shift 2
        app=$here/app
        . "$root/tools/files.sh"
        . "$root/tools/user.sh"
        choose_user() { as_user=(env); }
        user_can() { [[ ${*: -1} != */closed* ]] && test "$@"; }
        choose_program() { program=$app; }
        own_directory() { mkdir -p "$1"; }
        install() { :; }
        PATH=$here/bin:$PATH
        cd "$here/closed"
        run_program "$@"
        """;

    private const string Tells = """
        printf 'process %s\nin %s\n' "$$" "$PWD"
        shift
        while (($#)); do
          printf 'word %s\n' "$1"
          case $1 in --export | --out) printf 'a seal\n' >"$2" ;; esac
          [[ ! -f $1 ]] || printf 'mode %s of %s holds %s\n' "$(stat -c %a "$1")" "$(basename "$1")" "$(<"$1")"
          shift
        done
        """;

    private const string Waits = """
        trap 'echo told to stop; exit 7' INT TERM
        for word; do [[ ! -f $word ]] || echo "has $(<"$word")"; done
        while :; do sleep 0.02; done
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly DirectoryInfo _here = Directory.CreateTempSubdirectory("jiban-shell-");

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private string Data => Path.Combine(_here.FullName, "data");

    public void Dispose() => _here.Delete(recursive: true);

    [Fact]
    public async Task The_program_stands_where_everybody_can_and_every_path_is_whole()
    {
        await ProgramAsync(Tells);
        Closed("text", "a file that is called like a column");
        var open = Path.Combine(_here.FullName, "open.csv");
        await File.WriteAllTextAsync(open, "rows");

        var (code, said) = await EndAsync(
            Start("import", "../open.csv", "--text", "text", "--data", "../data")
        );

        Assert.Equal(0, code);
        Assert.Contains("in /\n", said, StringComparison.Ordinal);
        Assert.Contains($"word {open}\n", said, StringComparison.Ordinal);
        Assert.Contains("holds rows\n", said, StringComparison.Ordinal);
        Assert.Contains("word --text\nword text\n", said, StringComparison.Ordinal);
        Assert.Contains($"word --data\nword {Data}\n", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_shell_becomes_the_program_when_nothing_is_handed_over()
    {
        await ProgramAsync(Tells);
        using var shell = Start("up", "--data=../data", "--no-demo", "--port", "0");
        var process = shell.Id;

        var (_, said) = await EndAsync(shell);

        Assert.Contains($"process {process}\n", said, StringComparison.Ordinal);
        Assert.Contains("word --no-demo\nword --port\nword 0\n", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_the_user_can_not_read_is_handed_over_under_its_name_and_taken_away()
    {
        await ProgramAsync(Tells);
        Closed("cases.csv", "what citizens wrote");

        var (code, said) = await EndAsync(Start("import", "cases.csv", "--data", "../data"));

        Assert.Equal(0, code);
        Assert.Contains(
            "mode 600 of cases.csv holds what citizens wrote\n",
            said,
            StringComparison.Ordinal
        );
        Assert.Empty(Directory.GetFileSystemEntries(Data));
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_stops_the_program_and_what_was_handed_over_is_taken_away(
        string signal
    )
    {
        await ProgramAsync(Waits);
        Closed("cases.csv", "what citizens wrote");
        using var shell = Start("import", "cases.csv", "--data", "../data");
        Assert.Equal("has what citizens wrote", await shell.StandardOutput.ReadLineAsync());

        using (var kill = Process.Start("kill", [$"-{signal}", $"{shell.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        Assert.Equal((7, "told to stop\n"), await EndAsync(shell));
        Assert.Empty(Directory.GetFileSystemEntries(Data));
    }

    [Fact]
    public async Task What_a_killed_shell_left_is_taken_away_by_the_next()
    {
        await ProgramAsync(Tells);
        var left = Directory.CreateDirectory(Path.Combine(Data, "handed-over-999999999"));
        await File.WriteAllTextAsync(Path.Combine(left.FullName, "cases.csv"), "words");

        await EndAsync(Start("verify", "--data", "../data"));

        Assert.False(left.Exists && Directory.Exists(left.FullName));
    }

    [Theory]
    [InlineData("--export", "seals.jsonl")]
    [InlineData("--export=seals.jsonl")]
    public async Task What_the_user_can_not_write_comes_back_to_where_it_was_wanted(
        params string[] words
    )
    {
        await ProgramAsync(Tells);
        var wanted = Closed("seals.jsonl", "older, and much longer than what comes");

        var (code, _) = await EndAsync(Start(["seal", .. words, "--data", "../data"]));

        Assert.Equal(0, code);
        Assert.Equal("a seal\n", await File.ReadAllTextAsync(wanted));
        Assert.Empty(Directory.GetFileSystemEntries(Data));
    }

    [Fact]
    public async Task Where_there_is_no_room_what_was_there_stays_and_nothing_half_is_left()
    {
        await ProgramAsync(Tells);
        await ExecutableAsync(
            Path.Combine(_here.FullName, "bin", "cat"),
            "printf half; echo 'no space' >&2; exit 1"
        );
        var wanted = Closed("out.csv", "older");

        var (code, _) = await EndAsync(
            Start("twins", "cases.csv", "--out", "out.csv", "--data", "../data")
        );

        Assert.Equal(1, code);
        Assert.Equal("older", await File.ReadAllTextAsync(wanted));
        Assert.Equal([wanted], Directory.GetFiles(Path.GetDirectoryName(wanted)!));
    }

    [Theory]
    [InlineData("classify", "--why", "cases.csv", "--text", "text", "--out", "out.csv")]
    [InlineData("topics", "cases.csv", "--out=out.csv")]
    [InlineData("twins", "--out", "out.csv", "cases.csv")]
    [InlineData("parse-address", "cases.csv", "--out", "out.csv")]
    [InlineData("same-place", "cases.csv", "--a", "text", "--out", "out.csv")]
    [InlineData("locate", "cases.csv", "--boundaries", "cases.csv", "--out", "out.csv")]
    public async Task A_command_on_files_reads_and_writes_where_only_the_caller_can(
        params string[] words
    )
    {
        await ProgramAsync(Tells);
        Closed("cases.csv", "what citizens wrote");
        Closed("text", "a file that is called like a column");

        var (code, said) = await EndAsync(Start([.. words, "--data", "../data"]));

        Assert.Equal(0, code);
        Assert.Equal(
            words.Count(word => word == "cases.csv"),
            Count(said, "holds what citizens wrote\n")
        );
        Assert.DoesNotContain("called like a column", said, StringComparison.Ordinal);
        Assert.Equal(
            "a seal\n",
            await File.ReadAllTextAsync(Path.Combine(_here.FullName, "closed", "out.csv"))
        );
        Assert.Empty(Directory.GetFileSystemEntries(Data));
    }

    [Theory]
    [InlineData("train", "open.csv")]
    [InlineData("train-address", "open.csv")]
    [InlineData("train-same-place", "--unordered", "open.csv")]
    [InlineData("lint", "open.csv")]
    [InlineData("model", "examples", "open.csv")]
    [InlineData("locate", "--boundaries=open.csv")]
    [InlineData("twins", "nowhere.csv")]
    public async Task A_path_is_whole_wherever_a_command_takes_a_file(params string[] words)
    {
        await ProgramAsync(Tells);
        await File.WriteAllTextAsync(Path.Combine(_here.FullName, "open.csv"), "rows");

        var (_, said) = await EndAsync(
            Start([
                .. words.Select(word =>
                    word.Replace("open.csv", "../open.csv", StringComparison.Ordinal)
                ),
                "--data",
                "../data",
            ])
        );

        var name = words[^1].Split('=')[^1];
        var folder = name == "open.csv" ? _here.FullName : Path.Combine(_here.FullName, "closed");
        Assert.Contains($"word {Path.Combine(folder, name)}\n", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_is_a_name_also_when_a_file_is_called_so()
    {
        await ProgramAsync(Tells);
        Closed("mine", "a file");

        var (_, said) = await EndAsync(Start("model", "use", "mine", "--data", "../data"));

        Assert.Contains("word use\nword mine\n", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("14 postgis", "")]
    [InlineData("17", "postgres")]
    [InlineData("17,15 postgis", "postgres postgis")]
    [InlineData("14 postgis,16", "postgres")]
    public async Task PostGIS_counts_beside_a_server_that_is_new_enough(string servers, string has)
    {
        foreach (var server in servers.Split(','))
        {
            await ServerAsync(
                server.Split(' ')[0],
                server.Contains("postgis", StringComparison.Ordinal)
            );
        }

        using var shell = Bash(
            """
            . "$1/tools/needs.sh"
            here=$2
            server_folders() { printf '%s\n' "$here"/servers/*/bin; }
            for need in postgres postgis; do ! "has_$need" || printf '%s ' "$need"; done
            """,
            Checkout.Root,
            _here.FullName
        );

        Assert.Equal(has, (await EndAsync(shell)).Said.Trim());
    }

    [Fact]
    public async Task A_command_that_is_none_is_told_before_anything_is_built()
    {
        using var shell = Bash(
            """
            cp -r "$1/jiban" "$1/tools" "$2"
            "$2/jiban" updat 2>&1
            """,
            Checkout.Root,
            _here.FullName
        );

        var (code, said) = await EndAsync(shell);

        Assert.Equal(1, code);
        Assert.Equal("jiban: there is no command 'updat'; ./jiban help lists them.", said.Trim());
    }

    private string Closed(string name, string content)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_here.FullName, "closed"));
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>What stands in for the program.</summary>
    private Task ProgramAsync(string script)
    {
        Directory.CreateDirectory(Path.Combine(_here.FullName, "closed"));
        return ExecutableAsync(Path.Combine(_here.FullName, "bin", "dotnet"), script);
    }

    private async Task ServerAsync(string major, bool postgis)
    {
        var folder = Path.Combine(_here.FullName, "servers", major);
        var bin = Path.Combine(folder, "bin");
        await ExecutableAsync(
            Path.Combine(bin, "postgres"),
            $"echo 'postgres (PostgreSQL) {major}.4'"
        );
        await ExecutableAsync(Path.Combine(bin, "initdb"), "");
        await ExecutableAsync(Path.Combine(bin, "pg_config"), $"echo '{folder}'");
        if (postgis)
        {
            Directory.CreateDirectory(Path.Combine(folder, "extension"));
            await File.WriteAllTextAsync(Path.Combine(folder, "extension", "postgis.control"), "");
        }
    }

    /// <summary>Written by another process: one that this one starts meanwhile would hold it open for writing, and what is can't be run.</summary>
    private static async Task ExecutableAsync(string path, string script)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await OsCommand.RunAsync(
            null,
            "sh",
            ["-c", "cat >\"$1\" && chmod 755 \"$1\"", "sh", path],
            TestContext.Current.CancellationToken,
            "#!/usr/bin/env bash\n" + script + "\n"
        );
    }

    private Process Start(params string[] words) =>
        Bash(Around, [Checkout.Root, _here.FullName, .. words]);

    private static Process Bash(string script, params string[] arguments) =>
        Process.Start(
            new ProcessStartInfo("bash", ["-c", script, "jiban", .. arguments])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            }
        )!;

    private static async Task<(int Code, string Said)> EndAsync(Process shell)
    {
        using var patience = new CancellationTokenSource(Patience);
        using (shell)
        {
            try
            {
                var said = await shell.StandardOutput.ReadToEndAsync(patience.Token);
                await shell.WaitForExitAsync(patience.Token);
                return (shell.ExitCode, said);
            }
            finally
            {
                shell.Kill(entireProcessTree: true);
            }
        }
    }
}
