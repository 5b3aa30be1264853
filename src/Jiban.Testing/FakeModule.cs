using System.Reflection;
using System.Text;
using Jiban.Platform.Store;

namespace Jiban.Testing;

/// <summary>A module that consists of migrations only, for tests of what happens to migrations.</summary>
public static class FakeModule
{
    /// <summary>A set of the given files, each a name such as <c>0001_make_thing</c> and its SQL.</summary>
    public static MigrationSet Of(string module, params (string Name, string Sql)[] files) =>
        new(module, new SqlOnly(module, files));

    private sealed class SqlOnly(string module, (string Name, string Sql)[] files) : Assembly
    {
        private const string Prefix = "Fake.Migrations.";

        public override AssemblyName GetName() => new("Fake");

        public override string[] GetManifestResourceNames() =>
            [.. files.Select(file => Prefix + file.Name + ".sql")];

        public override Stream? GetManifestResourceStream(string name) =>
            new MemoryStream(
                Encoding.UTF8.GetBytes(
                    files.Single(file => Prefix + file.Name + ".sql" == name).Sql
                )
            );

        public override string ToString() => module;
    }
}
