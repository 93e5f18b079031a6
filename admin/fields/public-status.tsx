export * from '@keystone-6/core/fields/types/virtual/views'
