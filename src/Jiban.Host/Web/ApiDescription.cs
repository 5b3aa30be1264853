using System.Text.Json.Serialization.Metadata;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Jiban.Host.Web;

/// <summary>The OpenAPI document, written to <c>docs/api/openapi.json</c> at every build.</summary>
internal static class ApiDescription
{
    public static void AddApiDescription(this IServiceCollection services) =>
        services.AddOpenApi(options =>
        {
            options.AddDocumentTransformer(
                (document, _, _) =>
                {
                    document.Info = new OpenApiInfo
                    {
                        Title = "Jiban",
                        Version = JibanHost.Version,
                        Description = "Errors are RFC 9457 problem documents with a stable type.",
                    };
                    // Where it is served is the deployment's affair, and the file must not differ from one build to the next.
                    document.Servers = [];
                    return Task.CompletedTask;
                }
            );
            options.AddSchemaTransformer(
                (schema, context, _) =>
                {
                    DescribeText(schema, context);
                    RequireOnlyWhatIsAlwaysThere(schema, context);
                    return Task.CompletedTask;
                }
            );
        });

    /// <summary>Strings go through a converter of ours, behind which the generator can't look.</summary>
    private static void DescribeText(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        if (context.JsonTypeInfo.Type == typeof(string) && schema.Type is null)
        {
            schema.Type = IsNullable(context.JsonPropertyInfo)
                ? JsonSchemaType.String | JsonSchemaType.Null
                : JsonSchemaType.String;
        }
    }

    /// <summary>A null is left out of our answers and may be left out of a request, so it is not required in either.</summary>
    private static void RequireOnlyWhatIsAlwaysThere(
        OpenApiSchema schema,
        OpenApiSchemaTransformerContext context
    )
    {
        foreach (var property in context.JsonTypeInfo.Properties)
        {
            if (property.AssociatedParameter is not null && !ApiJson.MustBeNamed(property))
            {
                schema.Required?.Remove(property.Name);
            }
        }
    }

    private static bool IsNullable(JsonPropertyInfo? property) =>
        property?.PropertyType == typeof(string)
        && (property.IsGetNullable || property.IsSetNullable);
}
