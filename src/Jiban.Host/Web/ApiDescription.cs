using System.Text.Json;
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
            options.CreateSchemaReferenceId = NameOf;
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
            options.AddOperationTransformer(
                (operation, _, _) =>
                {
                    NameAsJsonDoes(operation);
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

    /// <summary>
    /// Every operation has its own <c>Request</c> and <c>Response</c>: a nested type is named with the one that holds it, or two of them
    /// would be described as one.
    /// </summary>
    private static string? NameOf(JsonTypeInfo info) =>
        // An enum that may be null is described where it stands: sharing a name, it would make null of the plain one too.
        Nullable.GetUnderlyingType(info.Type)
            is null
        && OpenApiOptions.CreateDefaultSchemaReferenceId(info) is { } name
            ? info.Type.DeclaringType?.Name + name
            : null;

    /// <summary>A filter bound as a whole would be described by the names of its C# properties.</summary>
    private static void NameAsJsonDoes(OpenApiOperation operation)
    {
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            if (parameter is { In: ParameterLocation.Query, Name: { } name })
            {
                parameter.Name = JsonNamingPolicy.CamelCase.ConvertName(name);
            }
        }
    }

    /// <summary>Strings go through a converter of ours, behind which the generator can't look.</summary>
    private static void DescribeText(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        if (context.JsonTypeInfo.Type == typeof(string) && schema.Type is null)
        {
            schema.Type = IsNullable(context.JsonPropertyInfo)
                ? JsonSchemaType.String | JsonSchemaType.Null
                : JsonSchemaType.String;
        }
        else if (context.JsonTypeInfo.ElementType == typeof(string))
        {
            schema.Items ??= new OpenApiSchema { Type = JsonSchemaType.String };
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
