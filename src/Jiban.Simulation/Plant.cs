using Jiban.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Jiban.Simulation;

/// <summary>A bug that a test plants around the product, to see that the city finds it. None is in the product.</summary>
internal abstract class Plant
{
    /// <summary>What the store's owner does before the host starts.</summary>
    public virtual string? Sql => null;

    /// <summary>What becomes of a statement on its way to the store.</summary>
    public virtual string Rewrite(string sql) => sql;

    /// <summary>What is wired otherwise in the host.</summary>
    public virtual void Wire(IServiceCollection services, TestDatabase store) { }
}
