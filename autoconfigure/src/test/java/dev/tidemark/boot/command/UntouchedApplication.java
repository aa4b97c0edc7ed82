package dev.tidemark.boot.command;

import javax.sql.DataSource;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.web.server.servlet.ServletWebServerFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

import dev.tidemark.migration.JavaMigration;
import dev.tidemark.migration.MigrationContext;

/**
 * An application of which a command makes the data source and the migrations only: every
 * other bean fails when it is made.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableScheduling
public class UntouchedApplication {

	public static void main(String[] arguments) {
		System.out.println("main was here");
		SpringApplication.run(UntouchedApplication.class, arguments);
	}

	private static <T> T made(Class<? super T> type) {
		throw new IllegalStateException("made: " + type);
	}

	@Bean
	Service service() {
		return new Service();
	}

	@Bean
	Repository repository(DataSource dataSource) {
		return new Repository();
	}

	@Bean
	ServletWebServerFactory webServer() {
		return made(ServletWebServerFactory.class);
	}

	@Bean
	SmartLifecycle lifecycle() {
		return made(SmartLifecycle.class);
	}

	@Bean
	ApplicationRunner applicationRunner() {
		return made(ApplicationRunner.class);
	}

	@Bean
	CommandLineRunner commandLineRunner() {
		return made(CommandLineRunner.class);
	}

	@Bean
	ApplicationListener<ContextRefreshedEvent> listener() {
		return made(ApplicationListener.class);
	}

	@Bean
	ExitCodeGenerator exitCode() {
		return made(ExitCodeGenerator.class);
	}

	@Bean
	ResourceBundleMessageSource messageSource() {
		return made(ResourceBundleMessageSource.class);
	}

	/**
	 * Made by the command that runs it, with what it needs.
	 */
	@Bean
	V002NamesMigration V002__names(JdbcClient jdbc) {
		return new V002NamesMigration(jdbc);
	}

	static class Service {

		Service() {
			made(Service.class);
		}

		@Scheduled(fixedDelay = 1)
		void work() {
		}

		@EventListener({ ApplicationStartedEvent.class, ApplicationReadyEvent.class })
		void begin() {
		}

	}

	/** Eager as JPA's are. */
	@DependsOn("service")
	static class Repository {

		Repository() {
			made(Repository.class);
		}

	}

	static class V002NamesMigration implements JavaMigration {

		private final JdbcClient application;

		V002NamesMigration(JdbcClient application) {
			System.out.println("made: Java migration");
			this.application = application;
		}

		@Override
		public void up(MigrationContext context) {
			int answer = this.application.sql("SELECT 42").query(Integer.class).single();
			context.jdbc().sql("INSERT INTO users VALUES (?)").param(answer).update();
		}

	}

}
