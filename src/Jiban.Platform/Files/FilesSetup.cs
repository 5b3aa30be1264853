using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Jiban.Platform.Files;

/// <summary>Composes the taking, keeping and serving of pictures and recordings.</summary>
internal static class FilesSetup
{
    public static void AddFiles(this IServiceCollection services)
    {
        services.AddSingleton<FileShelf>();
        services.AddSingleton<PictureTool>();
        services.AddSingleton<UploadPhoto>();
        services.AddSingleton(provider => new Photos(
            provider.GetRequiredService<FileShelf>(),
            provider.GetRequiredService<UnclaimedSweep>(),
            provider.GetRequiredService<UploadPhoto>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(provider => new Recordings(
            provider.GetRequiredService<FileShelf>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton<UnclaimedSweep>();
        services.AddHostedService(provider => provider.GetRequiredService<UnclaimedSweep>());
    }

    public static void MapFiles(this IEndpointRouteBuilder routes) => UploadPhoto.Map(routes);
}
