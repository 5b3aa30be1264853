using System.Globalization;
using System.Text.RegularExpressions;

namespace Jiban.Platform.Store;

/// <summary>No PostgreSQL on this machine fits.</summary>
public sealed class PostgresMissingException(string message) : Exception(message);

/// <summary>An installation of PostgreSQL's server programs.</summary>
/// <param name="Major">Major version, 15 or later.</param>
/// <param name="Directory">Folder of <c>initdb</c>, <c>pg_ctl</c>, <c>postgres</c>, <c>psql</c>.</param>
/// <param name="HasPostgis">Whether PostGIS is there for it.</param>
internal sealed partial record PostgresBinaries(int Major, string Directory, bool HasPostgis)
{
    /// <summary>The oldest major version that has what the schema needs.</summary>
    public const int Oldest = 15;

    /// <summary>The newest installation that has PostGIS, or the one of exactly <paramref name="major"/>: only that can open its data.</summary>
    /// <exception cref="PostgresMissingException">None fits.</exception>
    public static async Task<PostgresBinaries> FindAsync(int? major, CancellationToken cancellation)
    {
        var found = new List<PostgresBinaries>();
        foreach (var directory in Candidates().Distinct())
        {
            var server = Path.Combine(directory, "postgres");
            if (!File.Exists(server) || !File.Exists(Path.Combine(directory, "initdb")))
            {
                continue;
            }

            var said = await OsCommand.RunAsync(null, server, ["--version"], cancellation);
            if (
                Version().Match(said) is { Success: true } version
                && int.Parse(version.Groups[1].Value, CultureInfo.InvariantCulture) is var number
                && number >= Oldest
            )
            {
                found.Add(
                    new PostgresBinaries(
                        number,
                        directory,
                        await HasPostgisAsync(directory, cancellation)
                    )
                );
            }
        }

        return Choose(found, major);
    }

    /// <summary>The path of one program.</summary>
    public string this[string program] => Path.Combine(Directory, program);

    internal static PostgresBinaries Choose(IReadOnlyList<PostgresBinaries> found, int? major)
    {
        if (found.Count == 0)
        {
            throw new PostgresMissingException(
                $"PostgreSQL {Oldest} or later was not found under /usr/lib/postgresql or on the PATH."
            );
        }

        if (major is null)
        {
            return found.Where(installation => installation.HasPostgis).MaxBy(one => one.Major)
                ?? throw new PostgresMissingException(
                    $"PostGIS was not found for PostgreSQL {string.Join(", ", found.Select(one => one.Major).Order())}; "
                        + $"Debian calls it postgresql-{found.Max(one => one.Major)}-postgis-3."
                );
        }

        return found
                .OrderByDescending(installation => installation.HasPostgis)
                .FirstOrDefault(installation => installation.Major == major)
            ?? throw new PostgresMissingException(
                $"The data were written by PostgreSQL {major}; this machine has only "
                    + $"{string.Join(", ", found.Select(installation => installation.Major).Order())}. "
                    + $"Install PostgreSQL {major}, or bring the data over with pg_upgrade."
            );
    }

    /// <summary>As tools/needs.sh asks before anything is started.</summary>
    internal static async Task<bool> HasPostgisAsync(
        string directory,
        CancellationToken cancellation
    )
    {
        var tool = Path.Combine(directory, "pg_config");
        return File.Exists(tool)
            && await OsCommand.RunAsync(null, tool, ["--sharedir"], cancellation) is var share
            && File.Exists(Path.Combine(share, "extension", "postgis.control"));
    }

    private static IEnumerable<string> Candidates()
    {
        const string debian = "/usr/lib/postgresql";
        var packaged = System.IO.Directory.Exists(debian)
            ? System.IO.Directory.EnumerateDirectories(debian).Select(version => version + "/bin")
            : [];
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(
            ':',
            StringSplitOptions.RemoveEmptyEntries
        );
        return packaged.Concat(onPath);
    }

    [GeneratedRegex(@"\s(\d+)(\.|beta|rc|devel)")]
    private static partial Regex Version();
}
